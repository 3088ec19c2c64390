package org.jiedui.pairing.pairing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A time in which a household in care had no active primary helper (PA-08). */
@Entity
@Table(name = "gap")
public class Gap {
    @Id
    private UUID id;

    @Column(name = "household_id")
    private UUID householdId;

    private String region;

    private Instant since;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "exception_reason")
    private String exceptionReason;

    /** For Hibernate. */
    protected Gap() {}

    Gap(UUID id, UUID householdId, String region, Instant since, String exceptionReason) {
        this.id = id;
        this.householdId = householdId;
        this.region = region;
        this.since = since;
        this.exceptionReason = exceptionReason;
    }

    void close(Instant now) {
        closedAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID householdId() {
        return householdId;
    }

    public String region() {
        return region;
    }

    public Instant since() {
        return since;
    }

    /** The recorded exception under which it was opened, or null. */
    public String exceptionReason() {
        return exceptionReason;
    }
}
