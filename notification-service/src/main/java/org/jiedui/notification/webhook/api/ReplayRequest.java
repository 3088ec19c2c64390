package org.jiedui.notification.webhook.api;

import jakarta.validation.constraints.AssertTrue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * From where an endpoint wants to be sent everything again: exactly one of both.
 *
 * @param from arrival in this service
 * @param afterEvent id of the last event that it has
 */
@Schema(examples = """
        {"from":"2026-11-20T00:00:00.000Z"}""")
public record ReplayRequest(Instant from, UUID afterEvent) {
    /** Whether one and only one is given. */
    @AssertTrue(message = "ONE_OF|from 与 afterEvent 须且只须填一个|Exactly one of from and afterEvent")
    // not public: Jackson must not take it for the property of this name
    boolean isFrom() {
        return (from == null) != (afterEvent == null);
    }
}
