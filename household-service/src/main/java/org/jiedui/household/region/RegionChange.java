package org.jiedui.household.region;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;

/** A rename, split, merge or new code of divisions, with its day and document. Never changed. */
@Entity
public class RegionChange {
    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RegionChangeKind kind;

    private String region;
    private LocalDate effectiveOn;
    private String source;
    private String recordedBy;
    private Instant recordedAt;
    private UUID moveJob;

    protected RegionChange() {}

    RegionChange(ChangeRegions command, String region, String recordedBy, Instant recordedAt) {
        this.id = Ids.next();
        this.kind = command.kind();
        this.region = region;
        this.effectiveOn = command.effectiveOn();
        this.source = command.source();
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    void movedBy(UUID job) {
        moveJob = job;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Kind. */
    public RegionChangeKind kind() {
        return kind;
    }

    /** The nearest division that holds all concerned; empty for provinces. */
    public String region() {
        return region;
    }

    /** First day of the new state. */
    public LocalDate effectiveOn() {
        return effectiveOn;
    }

    /** The document. */
    public String source() {
        return source;
    }

    /** Account of the recorder. */
    public String recordedBy() {
        return recordedBy;
    }

    /** When. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** The job that moves the households, or null when none move by themselves. */
    public UUID moveJob() {
        return moveJob;
    }
}
