package org.jiedui.notification.delivery.api;

import java.time.Instant;
import java.util.UUID;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.delivery.Delivery;
import org.jiedui.notification.delivery.DeliveryState;

/**
 * One delivery.
 *
 * @param reason code of why the recipient is told
 * @param reasonText the same in words
 */
public record DeliveryView(
        UUID id,
        UUID eventId,
        String type,
        String region,
        String channel,
        UUID recipient,
        String reason,
        String reasonText,
        DeliveryState state,
        int attempts,
        Instant nextAt,
        Integer lastStatus,
        String lastAnswer,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** As the reader's language has it. */
    public static DeliveryView of(Delivery delivery, boolean chinese) {
        var open = delivery.state() == DeliveryState.PENDING || delivery.state() == DeliveryState.FAILED;
        return new DeliveryView(
                delivery.id(),
                delivery.eventId(),
                delivery.type(),
                delivery.region(),
                delivery.channel(),
                delivery.recipient(),
                delivery.reason(),
                AudienceReason.valueOf(delivery.reason()).text(chinese),
                delivery.state(),
                delivery.attempts(),
                open ? delivery.nextAt() : null,
                delivery.lastStatus(),
                delivery.lastAnswer(),
                delivery.createdAt(),
                delivery.updatedAt(),
                delivery.version());
    }
}
