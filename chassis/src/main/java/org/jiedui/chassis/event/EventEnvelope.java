package org.jiedui.chassis.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/**
 * A received CloudEvent.
 *
 * @param id identity of the event; the same event received twice has the same id
 * @param type {@code org.jiedui.<context>.<name>.v<n>}
 * @param topic Kafka topic
 * @param key aggregate id
 * @param region division code, or empty
 * @param time when it happened
 * @param payload the data, JSON
 * @param mapper reads the data
 */
@SuppressWarnings("ArrayRecordComponent")
public record EventEnvelope(
        UUID id,
        String type,
        String topic,
        UUID key,
        String region,
        Instant time,
        byte[] payload,
        ObjectMapper mapper) {
    /** The data as the consumer's own slim record; properties that it does not know are ignored. */
    public <T> T data(Class<T> type) {
        try {
            return mapper.readValue(payload, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("event " + id + " of type " + this.type + " is not readable", e);
        }
    }

    /** Name without context and version, such as {@code household-registered}. */
    public String name() {
        var name = type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
