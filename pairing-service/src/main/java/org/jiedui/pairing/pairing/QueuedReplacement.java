package org.jiedui.pairing.pairing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A pairing for which another helper is to be found, since its own leaves or is away (PA-11). */
@Entity
@Table(name = "replacement_queue")
public class QueuedReplacement {
    @Id
    @Column(name = "pairing_id")
    private UUID id;

    @Column(name = "helper_id")
    private UUID helperId;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PairingReason reason;

    private LocalDate since;

    private LocalDate due;

    private boolean acted;

    @Column(name = "queued_at")
    private Instant queuedAt;

    @Column(name = "queued_by")
    private String queuedBy;

    /** For Hibernate. */
    protected QueuedReplacement() {}

    QueuedReplacement(Pairing pairing, PairingReason reason, LocalDate since, LocalDate due, String by, Instant now) {
        id = pairing.id();
        helperId = pairing.helperId();
        region = pairing.region();
        move(reason, since, due);
        queuedBy = by;
        queuedAt = now;
    }

    /** The helper goes on another day, or in another way, than was known before. */
    final void move(PairingReason why, LocalDate from, LocalDate by) {
        reason = why;
        since = from;
        due = by;
    }

    /** Whether it is for the same: a leave, or going for good. */
    boolean like(PairingReason other) {
        return (reason == PairingReason.LONG_LEAVE) == (other == PairingReason.LONG_LEAVE);
    }

    void acted() {
        acted = true;
    }

    /** The pairing goes on, until the first day. */
    void waits() {
        acted = false;
    }

    boolean isActed() {
        return acted;
    }

    public UUID pairingId() {
        return id;
    }

    public UUID helperId() {
        return helperId;
    }

    /** Division of the helped side. */
    public String region() {
        return region;
    }

    public PairingReason reason() {
        return reason;
    }

    /** First day without the helper. */
    public LocalDate since() {
        return since;
    }

    /** By when somebody is to be found. */
    public LocalDate due() {
        return due;
    }

    public String queuedBy() {
        return queuedBy;
    }
}
