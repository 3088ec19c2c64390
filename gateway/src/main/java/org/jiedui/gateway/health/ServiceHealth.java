package org.jiedui.gateway.health;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jiedui.gateway.routing.Upstream;
import org.jiedui.gateway.routing.Upstreams;

/**
 * Asks the services whether they are ready, at most once in two seconds however many ask, and waits two seconds at most. The
 * gateway's own liveness and readiness never depend on it.
 */
@ApplicationScoped
class ServiceHealth {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long TIMEOUT_MILLIS = 2_000;

    private final Upstreams upstreams;
    private final AtomicReference<Asked> last = new AtomicReference<>();

    private record Asked(Future<Map<String, Boolean>> answers, long at) {}

    ServiceHealth(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /** Whether each service is ready, by name. Never fails. */
    Future<Map<String, Boolean>> ask() {
        Asked known = last.get();
        long now = System.nanoTime();
        if (known != null && now - known.at() < FRESH_NANOS) {
            return known.answers();
        }
        List<String> names = new ArrayList<>();
        List<Future<Boolean>> asked = new ArrayList<>();
        for (Upstream upstream : upstreams.all()) {
            names.add(upstream.name());
            asked.add(ask(upstream));
        }
        Future<Map<String, Boolean>> answers = Future.join(asked).map(all -> {
            Map<String, Boolean> ready = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                ready.put(names.get(i), all.resultAt(i));
            }
            return ready;
        });
        last.set(new Asked(answers, now));
        return answers;
    }

    private static Future<Boolean> ask(Upstream upstream) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI(upstream.healthPath())
                .setTimeout(TIMEOUT_MILLIS)
                .setIdleTimeout(TIMEOUT_MILLIS);
        return upstream.requests()
                .request(options)
                .compose(request -> request.send())
                .compose(answer -> answer.end().map(answer.statusCode() == 200))
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(false);
    }
}
