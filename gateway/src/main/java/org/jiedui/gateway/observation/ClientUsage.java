package org.jiedui.gateway.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Usage per client application and time per service, as metrics: {@code gateway.client.requests} by client, route and
 * status class; {@code gateway.requests} (time) by service, method and status class; {@code gateway.refusals} by code.
 * All label values come from configuration or from checked tokens, so their number is bounded.
 */
@ApplicationScoped
class ClientUsage {
    private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final MeterRegistry registry;
    private final ConcurrentMap<ByClient, Counter> byClient = new ConcurrentHashMap<>();
    private final ConcurrentMap<ByService, Timer> byService = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Counter> byRefusal = new ConcurrentHashMap<>();

    private record ByClient(String client, String route, int statusClass) {}

    private record ByService(String service, String method, int statusClass) {}

    ClientUsage(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Visit visit, int status, long nanos) {
        int statusClass = Math.min(5, status / 100);
        byClient.computeIfAbsent(new ByClient(visit.client(), visit.route(), statusClass), this::clientCounter)
                .increment();
        byService
                .computeIfAbsent(new ByService(visit.service(), known(visit.method()), statusClass), this::serviceTimer)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (visit.refusal() != null) {
            byRefusal
                    .computeIfAbsent(visit.refusal(), code -> registry.counter("gateway.refusals", "code", code))
                    .increment();
        }
    }

    private Counter clientCounter(ByClient key) {
        return registry.counter(
                "gateway.client.requests",
                "client",
                key.client(),
                "route",
                key.route(),
                "status",
                CLASSES[key.statusClass()]);
    }

    private Timer serviceTimer(ByService key) {
        return Timer.builder("gateway.requests")
                .description("Time from the first byte of the request to the last of the answer")
                .tags("service", key.service(), "method", key.method(), "status", CLASSES[key.statusClass()])
                .register(registry);
    }

    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> "other";
        };
    }
}
