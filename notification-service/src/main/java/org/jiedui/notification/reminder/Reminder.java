package org.jiedui.notification.reminder;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A matter that is waited for, as it is read; written by {@link ReminderBook} only. */
@Entity
@Immutable
@Table(name = "reminder")
public class Reminder {
    @Id
    UUID id;

    UUID ruleId;
    UUID subject;
    UUID eventId;
    String region;
    String due;
    String state;
    int sent;
    boolean escalated;
    Instant nextAt;
    Instant occurredAt;

    /** For JPA. */
    protected Reminder() {}

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** The rule. */
    public UUID ruleId() {
        return ruleId;
    }

    /** Household, task, pairing, … that it is about. */
    public UUID subject() {
        return subject;
    }

    /** The event that started or stopped it. */
    public UUID eventId() {
        return eventId;
    }

    /** Division code. */
    public String region() {
        return region;
    }

    /** Day that the delay counts from, or null. */
    public LocalDate due() {
        return due == null ? null : LocalDate.parse(due);
    }

    /** {@code WAITING}, {@code DONE} or {@code STOPPED}. */
    public String state() {
        return state;
    }

    /** Reminders so far. */
    public int sent() {
        return sent;
    }

    /** Whether the supervisor was told. */
    public boolean escalated() {
        return escalated;
    }

    /** When the next one is due. */
    public Instant nextAt() {
        return nextAt;
    }

    /** When the event happened. */
    public Instant occurredAt() {
        return occurredAt;
    }
}
