package org.jiedui.notification.delivery.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.delivery.Delivery;
import org.jiedui.notification.delivery.DeliveryState;

/**
 * One delivery.
 *
 * @param reason code of why the recipient is told
 * @param reasonText the same in words
 */
@Schema(example = """
        {"id":"0193e0c4-b000-7000-8000-00000000e001","eventId":"0193e0c4-b000-7000-8000-00000000b001","type":"risk-alert-raised",
         "region":"330523104201","channel":"EMAIL","recipient":"0193e0c4-b000-7000-8000-00000000a01e","reason":"VILLAGE_IN_CHARGE",
         "reasonText":"您负责所在村","state":"FAILED","attempts":2,"nextAt":"2026-11-21T08:31:10.000Z","lastStatus":null,
         "lastAnswer":"ConnectException","createdAt":"2026-11-21T08:30:00.000Z","updatedAt":"2026-11-21T08:31:00.000Z",
         "version":2}""")
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
