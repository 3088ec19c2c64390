package org.jiedui.notification.webhook.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.notification.webhook.WebhookEndpoint;

/**
 * An endpoint.
 *
 * @param secret only in the answer to its registration
 */
public record WebhookEndpointView(
        UUID id,
        String url,
        List<String> types,
        String region,
        boolean active,
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
                endpoint.createdAt(),
                secret,
                endpoint.version());
    }
}
