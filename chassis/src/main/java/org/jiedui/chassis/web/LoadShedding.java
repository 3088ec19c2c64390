package org.jiedui.chassis.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiedui.chassis.problem.CommonProblem;

/**
 * Refuses what would only wait: from so many requests under way on, a further one gets 503 with {@code Retry-After} at once,
 * before its token is checked or its body read. So those inside are answered soon and a storm ends with its senders. Bodies
 * that are no JSON may come slowly and have a count of their own. Streams of events do not count once they have begun: they
 * wait by nature, and the gateway bounds them; neither do probes and metrics.
 * Why not the Quarkus extension of that name: ADR 40.
 */
@ApplicationScoped
public class LoadShedding {
    /** Before authentication, after the first of Quarkus' own. */
    private static final int PRIORITY = 500;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private final Limit limit;
    private final EarlyRefusal refusal;
    private final Counter shed;

    /** How much at once. */
    @ConfigMapping(prefix = "jiedui.requests")
    public interface Limit {
        /** Requests under way at once, 1 to 10 000; some for each database connection. */
        @WithDefault("128")
        @Min(1)
        @Max(10_000)
        int underWay();

        /** Of these with a body that is no JSON, which have a count of their own, 1 to 10 000. */
        @WithDefault("64")
        @Min(1)
        @Max(10_000)
        int uploads();
    }

    LoadShedding(Limit limit, EarlyRefusal refusal, MeterRegistry meters) {
        this.limit = limit;
        this.refusal = refusal;
        this.shed = meters.counter("jiedui.requests.shed");
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext http) {
        if (!http.request().path().startsWith("/api/") || asksForStream(http)) {
            http.next();
            return;
        }
        var upload = isUpload(http);
        var inside = upload ? uploads : requests;
        if (inside.incrementAndGet() > (upload ? limit.uploads() : limit.underWay())) {
            inside.decrementAndGet();
            shed.increment();
            refusal.answer(
                    http,
                    CommonProblem.UNAVAILABLE.detail("请求过多，请稍后重试", "Too many requests are under way; try again soon"));
            return;
        }
        var counted = new AtomicBoolean(true);
        Runnable leave = () -> {
            if (counted.compareAndSet(true, false)) {
                inside.decrementAndGet();
            }
        };
        http.addEndHandler(ended -> leave.run());
        // whoever refuses a body that is too large takes the other handler out
        http.addBodyEndHandler(ended -> leave.run());
        http.addHeadersEndHandler(begun -> {
            var type = http.response().headers().get(HttpHeaders.CONTENT_TYPE);
            if (type != null && type.startsWith(MediaType.SERVER_SENT_EVENTS)) {
                leave.run();
            }
        });
        http.next();
    }

    private static boolean asksForStream(RoutingContext http) {
        var accept = http.request().getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.equals(http.request().method())
                && accept != null
                && accept.startsWith(MediaType.SERVER_SENT_EVENTS);
    }

    private static boolean isUpload(RoutingContext http) {
        var type = http.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && !type.startsWith(MediaType.APPLICATION_JSON) && !type.startsWith(MergePatch.MEDIA_TYPE);
    }
}
