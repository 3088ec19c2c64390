package org.jiedui.chassis.web;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The W3C trace context of a request; made here when the caller sent none, so that every problem has a trace id. */
public final class Trace {
    private static final String KEY = "jiedui.traceparent";
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Trace() {}

    /** The {@code traceparent} of this request. */
    public static String parent(RoutingContext http) {
        String known = http.get(KEY);
        if (known == null) {
            var sent = http.request().getHeader("traceparent");
            known = sent != null && TRACEPARENT.matcher(sent).matches() ? sent : fresh();
            http.put(KEY, known);
        }
        return known;
    }

    /** The trace id: 32 hexadecimal digits. */
    public static String id(RoutingContext http) {
        return parent(http).substring(3, 35);
    }

    private static String fresh() {
        var random = ThreadLocalRandom.current();
        return "00-%016x%016x-%016x-01".formatted(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
    }
}
