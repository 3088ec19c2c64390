package org.jiedui.household.risk;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Household;

/** A blow to a household: an expense that it bears itself, or lost work. Counts for twelve months or until it is over. */
@Entity
@Table(name = "household_shock")
public class Shock {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ShockKind kind;

    private BigDecimal amount;
    private LocalDate day;
    private LocalDate overOn;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RiskOrigin source;

    private String note;
    private String recordedBy;
    private Instant recordedAt;

    protected Shock() {}

    Shock(
            Household household,
            ShockKind kind,
            Money amount,
            LocalDate day,
            RiskOrigin source,
            String note,
            String recordedBy,
            Instant recordedAt) {
        this.id = Ids.next();
        this.householdId = household.id();
        this.region = household.region();
        this.kind = kind;
        this.amount = amount == null ? null : amount.yuan();
        this.day = day;
        this.source = source;
        this.note = note;
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    void over(LocalDate on) {
        overOn = on;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** The household. */
    public UUID householdId() {
        return householdId;
    }

    /** Kind. */
    public ShockKind kind() {
        return kind;
    }

    /** Yuan that the household bears itself; null for lost work. */
    public Money amount() {
        return amount == null ? null : new Money(amount);
    }

    /** When. */
    public LocalDate day() {
        return day;
    }

    /** From when it counts no more, or null. */
    public LocalDate overOn() {
        return overOn;
    }

    /** Where it is known from. */
    public RiskOrigin source() {
        return source;
    }

    /** In words, or null. */
    public String note() {
        return note;
    }

    /** When it was recorded. */
    public Instant recordedAt() {
        return recordedAt;
    }
}
