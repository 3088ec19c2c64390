package org.jiedui.notification.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message in its reader's words.
 *
 * @param type event name
 * @param subject aggregate of the event
 * @param reason code of why the reader is told
 * @param reasonText the same in words
 * @param times how many events of a burst it stands for; the data are those of the latest
 * @param data the event's data
 */
@Schema(examples = """
                {"id":"0193e0c4-b000-7000-8000-00000000c001","eventId":"0193e0c4-b000-7000-8000-00000000b001",
                "type":"risk-alert-raised","title":"风险预警","body":"330523104201000017（330523104201）出现风险：人均收入低于监测线。请尽快核实。",
                "region":"330523104201","subject":"0193e0c4-b000-7000-8000-00000000a009","reason":"VILLAGE_IN_CHARGE",
                "reasonText":"您负责所在村","occurredAt":"2026-11-21T08:30:00.000Z","createdAt":"2026-11-21T08:30:00.120Z",
                "read":false,"archived":false,"times":1,"data":{"householdNumber":"330523104201000017"}}""")
public record Letter(
        UUID id,
        UUID eventId,
        String type,
        String title,
        String body,
        String region,
        UUID subject,
        String reason,
        String reasonText,
        Instant occurredAt,
        Instant createdAt,
        boolean read,
        boolean archived,
        int times,

        @Schema(type = SchemaType.OBJECT, implementation = Object.class)
        JsonNode data) {}
