package org.jiedui.notification.webhook.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.webhook.WebhookEndpoint;

/**
 * An endpoint.
 *
 * @param disabledAt when it was switched off because it took nothing for days, or null
 * @param oldSecretUntil until when the secret before the last rotation signs too, or null
 * @param secret only in the answer to its registration and to a rotation
 */
@Schema(example = """
        {"id":"0193e0c4-b000-7000-8000-00000000a018","url":"https://platform.example/jiedui-hook",
         "types":["risk-alert-raised","pairing-confirmed"],"region":"330523","active":true,"disabledAt":null,
         "oldSecretUntil":null,"createdAt":"2026-11-21T08:30:00.000Z","secret":"whsec_shown-once-at-registration","version":0}""")
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
