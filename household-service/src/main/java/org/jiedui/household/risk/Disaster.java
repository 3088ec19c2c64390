package org.jiedui.household.risk;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;

/** A disaster declared for a region: a risk of every household below it until it is over or lifted. */
@Entity
public class Disaster {
    @Id
    private UUID id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DisasterKind kind;

    private String region;
    private LocalDate day;
    private LocalDate untilDay;
    private String source;
    private LocalDate liftedOn;
    private String liftReason;
    private String declaredBy;
    private Instant declaredAt;

    protected Disaster() {}

    Disaster(
            DisasterKind kind,
            String region,
            LocalDate day,
            LocalDate untilDay,
            String source,
            String declaredBy,
            Instant declaredAt) {
        this.id = Ids.next();
        this.kind = kind;
        this.region = region;
        this.day = day;
        this.untilDay = untilDay;
        this.source = source;
        this.declaredBy = declaredBy;
        this.declaredAt = declaredAt;
    }

    /** The same in another division. */
    Disaster of(String division) {
        return new Disaster(kind, division, day, untilDay, source, declaredBy, declaredAt);
    }

    void lift(LocalDate on, String reason) {
        liftedOn = on;
        liftReason = reason;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** Kind. */
    public DisasterKind kind() {
        return kind;
    }

    /** Division code; everything below it. */
    public String region() {
        return region;
    }

    /** When it happened. */
    public LocalDate day() {
        return day;
    }

    /** Last day of its effect; null until lifted. */
    public LocalDate until() {
        return untilDay;
    }

    /** The document that declares it. */
    public String source() {
        return source;
    }

    /** When it was lifted, or null. */
    public LocalDate liftedOn() {
        return liftedOn;
    }

    /** Why it was lifted, or null. */
    public String liftReason() {
        return liftReason;
    }

    /** Account. */
    public String declaredBy() {
        return declaredBy;
    }

    /** When. */
    public Instant declaredAt() {
        return declaredAt;
    }
}
