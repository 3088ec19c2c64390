package org.jiedui.gateway.health;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jiedui.gateway.observation.Visit;

/**
 * {@code GET /api/v1/health}: every service with {@code UP} or {@code DOWN}, and {@code UP}, {@code DEGRADED} or {@code DOWN}
 * over all. Always 200 while the gateway lives: what is wrong stands in the body. Open to everybody; says nothing else.
 */
@ApplicationScoped
class HealthEndpoint {
    private static final String PATH = "/api/v1/health";

    private final ServiceHealth services;

    HealthEndpoint(ServiceHealth services) {
        this.services = services;
    }

    void install(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).order(-260).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        Visit.of(context).routed("gateway", PATH);
        context.request().resume();
        services.ask().onSuccess(ready -> {
            Buffer body = document(ready).toBuffer();
            Visit.of(context).sent(body.length());
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(body);
        });
    }

    private static JsonObject document(Map<String, Boolean> ready) {
        JsonArray list = new JsonArray();
        ready.forEach((name, up) -> list.add(new JsonObject().put("name", name).put("status", up ? "UP" : "DOWN")));
        long up = ready.values().stream().filter(Boolean::booleanValue).count();
        String overall = up == ready.size() ? "UP" : up == 0 ? "DOWN" : "DEGRADED";
        return new JsonObject().put("status", overall).put("services", list);
    }
}
