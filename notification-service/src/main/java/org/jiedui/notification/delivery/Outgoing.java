package org.jiedui.notification.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery on its way out.
 *
 * @param id stable over all attempts: what the receiver recognises repetitions by
 * @param recipient contact point or endpoint
 * @param name event name
 * @param attempts attempts made before
 * @param fullType CloudEvents type
 * @param data event data, JSON
 * @param parts what leaves together with it, oldest first; none when it leaves alone
 * @param urgent whether it leaves in the quiet hours of its receiver too
 */
public record Outgoing(
        UUID id,
        UUID recipient,
        UUID orderKey,
        String name,
        int attempts,
        Instant giveUpAt,
        UUID eventId,
        String fullType,
        UUID subject,
        String region,
        Instant occurredAt,
        byte[] data,
        List<Part> parts,
        boolean urgent) {
    /** Another delivery that leaves in the same message. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Part(UUID id, String name, String region, byte[] data) {
        @Override
        public String toString() {
            return name + " " + id;
        }
    }

    @Override
    public String toString() {
        return name + " " + id;
    }
}
