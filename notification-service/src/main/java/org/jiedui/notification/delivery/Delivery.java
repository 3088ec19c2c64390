package org.jiedui.notification.delivery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One event for one recipient on one channel: unique, so that it leaves effectively once. Attempts are recorded by
 * {@link DeliveryQueue}.
 */
@Entity
@Table(name = "delivery")
public class Delivery {
    @Id
    UUID id;

    UUID eventId;
    UUID recipient;
    String channel;
    UUID lane;
    UUID orderKey;
    String type;
    String region;
    String account;
    String reason;
    String state;
    int attempts;
    Instant nextAt;
    Instant giveUpAt;
    Integer lastStatus;
    String lastAnswer;
    Instant createdAt;
    Instant updatedAt;

    @Version
    long version;

    /** For JPA. */
    protected Delivery() {}

    void again(Instant now, Duration retryFor) {
        state = DeliveryState.PENDING.name();
        nextAt = now;
        giveUpAt = now.plus(retryFor);
        updatedAt = now;
    }

    /** Identity, stable over all attempts. */
    public UUID id() {
        return id;
    }

    /** The event. */
    public UUID eventId() {
        return eventId;
    }

    /** Contact point or endpoint. */
    public UUID recipient() {
        return recipient;
    }

    /** Way out. */
    public String channel() {
        return channel;
    }

    /** Event name. */
    public String type() {
        return type;
    }

    /** Division code of the event. */
    public String region() {
        return region;
    }

    /** Account of the person, or of the owner of the receiver. */
    public String account() {
        return account;
    }

    /** Why the recipient is told. */
    public String reason() {
        return reason;
    }

    /** Where it stands. */
    public DeliveryState state() {
        return DeliveryState.valueOf(state);
    }

    /** Attempts so far. */
    public int attempts() {
        return attempts;
    }

    /** When the next attempt is due. */
    public Instant nextAt() {
        return nextAt;
    }

    /** Status code of the last answer, or null. */
    public Integer lastStatus() {
        return lastStatus;
    }

    /** What happened last, or null. */
    public String lastAnswer() {
        return lastAnswer;
    }

    /** When it was enqueued. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it changed last. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
