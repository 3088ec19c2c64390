package org.jiedui.gateway.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** {@code /q/health/group/services}: down as soon as one service is down. Part of neither liveness nor readiness. */
@ApplicationScoped
@HealthGroup("services")
class ServicesCheck implements AsyncHealthCheck {
    private final ServiceHealth services;

    ServicesCheck(ServiceHealth services) {
        this.services = services;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> services.ask().toCompletionStage())
                .map(ready -> {
                    HealthCheckResponseBuilder response = HealthCheckResponse.named("services");
                    ready.forEach((name, up) -> response.withData(name, up ? "UP" : "DOWN"));
                    return response.status(!ready.containsValue(false)).build();
                });
    }
}
