package org.jiedui.notification.inbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** That a mailbox is told of an event. Written once by {@link Mailing}; its words are made when it is read. */
@Entity
@Immutable
@Table(name = "message")
public class Message {
    @Id
    UUID id;

    UUID eventId;
    String mailbox;
    String type;
    String reason;
    Instant createdAt;
    int times;

    /** For JPA. */
    protected Message() {}

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** The event. */
    public UUID eventId() {
        return eventId;
    }

    /** {@code account:…} or {@code role:…@…}. */
    public String mailbox() {
        return mailbox;
    }

    /** Event name. */
    public String type() {
        return type;
    }

    /** Code of the {@link org.jiedui.notification.audience.AudienceReason}. */
    public String reason() {
        return reason;
    }

    /** When it was written. */
    public Instant createdAt() {
        return createdAt;
    }

    /** How many events it stands for: later ones of a burst took the place of the earlier ones. */
    public int times() {
        return times;
    }
}
