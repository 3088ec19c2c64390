package org.jiedui.notification.inbox;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What one account did with a message: the mailbox of an office has many readers, each with marks of his own. */
@Entity
@Table(name = "message_mark")
public class MessageMark {
    /** Account and event. */
    @Embeddable
    public record Key(String account, UUID eventId) {}

    @EmbeddedId
    Key key;

    Instant readAt;
    Instant archivedAt;

    /** For JPA. */
    protected MessageMark() {}

    MessageMark(Key key) {
        this.key = key;
    }

    /** The event. */
    public UUID eventId() {
        return key.eventId();
    }

    /** When it was read first, or null. */
    public Instant readAt() {
        return readAt;
    }

    /** When it was put away, or null. */
    public Instant archivedAt() {
        return archivedAt;
    }
}
