package org.jiedui.notification.webhook.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.notification.webhook.WebhookEndpoint;

/**
 * An endpoint.
 *
 * @param disabledAt when it was switched off because it took nothing for days, or null
 * @param oldSecretUntil until when the secret before the last rotation signs too, or null
 * @param secret only in the answer to its registration and to a rotation
 */
public record WebhookEndpointView(
        UUID id,
        String url,
        List<String> types,
        String region,
        boolean active,
        Instant disabledAt,
        Instant oldSecretUntil,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        long version) {
    static WebhookEndpointView of(WebhookEndpoint endpoint) {
        return of(endpoint, null);
    }

    static WebhookEndpointView of(WebhookEndpoint endpoint, String secret) {
        return new WebhookEndpointView(
                endpoint.id(),
                endpoint.url(),
                endpoint.types(),
                endpoint.region(),
                endpoint.active(),
                endpoint.disabledAt(),
                endpoint.oldSecretUntil(),
                endpoint.createdAt(),
                secret,
                endpoint.version());
    }
}
