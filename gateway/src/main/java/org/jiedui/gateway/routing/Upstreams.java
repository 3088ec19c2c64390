package org.jiedui.gateway.routing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jiedui.gateway.resilience.ResilienceConfig;

/** All services, by name, in alphabetical order. */
@ApplicationScoped
public class Upstreams {
    private final Map<String, Upstream> byName = new TreeMap<>();

    Upstreams(Vertx vertx, RoutingConfig routing, ResilienceConfig resilience, MeterRegistry registry) {
        routing.services().forEach((name, service) -> {
            Upstream upstream = new Upstream(vertx, name, service, resilience);
            byName.put(name, upstream);
            Gauge.builder(
                            "gateway.upstream.requests",
                            upstream,
                            u -> u.room(false).inside())
                    .description("Requests under way to a service")
                    .tag("service", name)
                    .register(registry);
            Gauge.builder(
                            "gateway.upstream.streams",
                            upstream,
                            u -> u.room(true).inside())
                    .description("Streams open to a service")
                    .tag("service", name)
                    .register(registry);
            Gauge.builder(
                            "gateway.upstream.circuit.open",
                            upstream,
                            u -> u.circuit().isOpen() ? 1 : 0)
                    .description("1 while the gateway does not ask a service because it failed")
                    .tag("service", name)
                    .register(registry);
        });
    }

    /** All services. */
    public Collection<Upstream> all() {
        return byName.values();
    }

    Upstream named(String name) {
        return byName.get(name);
    }

    @PreDestroy
    void close() {
        byName.values().forEach(Upstream::close);
    }
}
