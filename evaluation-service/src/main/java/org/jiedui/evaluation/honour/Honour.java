package org.jiedui.evaluation.honour;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.evaluation.EvaluationProblem;

/** A title won, or a step of a mentee's growth. Never removed: revoked, with the reason. */
@Entity
@Table(name = "honour")
public class Honour {
    @Id
    private UUID id;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HonourKind kind;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HolderKind holderKind;

    private UUID holderId;
    private String title;
    private LocalDate wonOn;
    private String source;
    private UUID mentorId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HonourState state;

    private PersonalText revokeReason;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    /** For Hibernate. */
    protected Honour() {}

    Honour(UUID id, RecordHonour command, Instant now) {
        this.id = id;
        this.region = command.region();
        this.kind = command.kind();
        this.holderKind = command.holderKind();
        this.holderId = command.holder();
        this.title = command.title();
        this.wonOn = command.wonOn();
        this.source = command.source();
        this.mentorId = command.mentor();
        this.state = HonourState.HELD;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void revoke(String reason, Instant now) {
        if (state == HonourState.REVOKED) {
            throw EvaluationProblem.HONOUR_REVOKED.problem();
        }
        state = HonourState.REVOKED;
        revokeReason = PersonalText.of(reason);
        updatedAt = now;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Division that recorded it. */
    public String region() {
        return region;
    }

    /** Title or growth. */
    public HonourKind kind() {
        return kind;
    }

    /** Whose identifier the holder's is. */
    public HolderKind holderKind() {
        return holderKind;
    }

    /** The holder, as in pairing. */
    public UUID holderId() {
        return holderId;
    }

    /** Name of the title or position. */
    public String title() {
        return title;
    }

    /** Day on which it was won. */
    public LocalDate wonOn() {
        return wonOn;
    }

    /** Document or decision. */
    public String source() {
        return source;
    }

    /** Growth: the mentor under whom; null for titles. */
    public UUID mentorId() {
        return mentorId;
    }

    /** Whether it counts. */
    public HonourState state() {
        return state;
    }

    /** Why it was revoked; null while it counts. */
    public PersonalText revokeReason() {
        return revokeReason;
    }

    /** When it was recorded. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
