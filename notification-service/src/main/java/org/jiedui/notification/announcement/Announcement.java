package org.jiedui.notification.announcement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An event of another service as it came; read only, written by {@link Announcements}. */
@Entity
@Immutable
@Table(name = "announcement")
public class Announcement {
    @Id
    UUID id;

    String type;
    String name;
    UUID subject;
    String region;
    Instant occurredAt;
    int templateVersion;

    @Column(length = 16_777_215)
    byte[] data;

    Instant receivedAt;
    boolean confidential;

    /** For JPA. */
    protected Announcement() {}

    /** Identity of the CloudEvent. */
    public UUID id() {
        return id;
    }

    /** Full CloudEvents type. */
    public String type() {
        return type;
    }

    /** Type without context and version. */
    public String name() {
        return name;
    }

    /** Aggregate. */
    public UUID subject() {
        return subject;
    }

    /** Division code. */
    public String region() {
        return region;
    }

    /** When it happened. */
    public Instant occurredAt() {
        return occurredAt;
    }

    /** Revision of the inbox words that were in force when it arrived; 0 without words. */
    public int templateVersion() {
        return templateVersion;
    }

    /** Data, JSON. */
    public byte[] data() {
        return data;
    }

    /** When it arrived here. */
    public Instant receivedAt() {
        return receivedAt;
    }
}
