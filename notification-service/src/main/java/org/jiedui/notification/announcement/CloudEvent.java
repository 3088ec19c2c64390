package org.jiedui.notification.announcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A CloudEvents 1.0 event in its structured JSON form, as webhooks carry it and the feed lists it.
 *
 * @param region extension attribute: division code
 */
@Schema(examples = """
                {"specversion":"1.0","id":"0193e0c4-b000-7000-8000-00000000b001","source":"/jiedui/household",
                "type":"org.jiedui.household.risk-alert-raised.v1","subject":"0193e0c4-b000-7000-8000-00000000a009",
                "time":"2026-11-21T08:30:00.000Z","datacontenttype":"application/json","region":"330523104201",
                "data":{"householdNumber":"330523104201000017"}}""")
public record CloudEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        UUID subject,
        Instant time,
        String datacontenttype,
        String region,

        @Schema(
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT,
                implementation = Object.class)
        JsonNode data) {
    /** The announced event. */
    public static CloudEvent of(
            UUID id, String type, UUID subject, String region, Instant time, byte[] data, ObjectMapper mapper) {
        try {
            return new CloudEvent(
                    "1.0",
                    id,
                    "/jiedui/" + type.split("\\.", 4)[2],
                    type,
                    subject,
                    time,
                    "application/json",
                    region,
                    mapper.readTree(data));
        } catch (IOException e) {
            throw new IllegalStateException("stored event data are not readable", e);
        }
    }

    static CloudEvent of(Announcement event, ObjectMapper mapper) {
        return of(event.id(), event.type(), event.subject(), event.region(), event.occurredAt(), event.data(), mapper);
    }
}
