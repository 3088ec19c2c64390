package org.jiedui.household.registration;

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
import org.jiedui.household.HouseholdProblem;

/** A proposed change of type or category, and what became of it. A household has at most one that is not decided. */
@Entity
public class StatusTransition {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private UUID openHouseholdId;
    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HouseholdType fromType;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MonitoredCategory fromCategory;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HouseholdType toType;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MonitoredCategory toCategory;

    private LocalDate effectiveOn;
    private String reason;
    private String document;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private TransitionState state;

    private String proposedBy;
    private Instant proposedAt;
    private String decidedBy;
    private Instant decidedAt;
    private String note;

    protected StatusTransition() {}

    StatusTransition(
            Household household,
            StatusPolicy.Status to,
            LocalDate effectiveOn,
            String reason,
            String document,
            String proposedBy,
            Instant now) {
        this.id = Ids.next();
        this.householdId = household.id();
        this.openHouseholdId = household.id();
        this.region = household.region();
        this.fromType = household.type();
        this.fromCategory = household.category();
        this.toType = to.type();
        this.toCategory = to.category();
        this.effectiveOn = effectiveOn;
        this.reason = reason;
        this.document = document;
        this.state = TransitionState.PROPOSED;
        this.proposedBy = proposedBy;
        this.proposedAt = now;
    }

    /** Ends it; refuses a second decision. */
    void decide(TransitionState decision, String account, String words, Instant now) {
        if (state != TransitionState.PROPOSED) {
            throw HouseholdProblem.TRANSITION_DECIDED.problem();
        }
        state = decision;
        openHouseholdId = null;
        decidedBy = account;
        decidedAt = now;
        note = words;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version, the entity tag. */
    public long version() {
        return version;
    }

    /** The household. */
    public UUID householdId() {
        return householdId;
    }

    /** Its village. */
    public String region() {
        return region;
    }

    /** Type when it was proposed. */
    public HouseholdType fromType() {
        return fromType;
    }

    /** Category when it was proposed, or null. */
    public MonitoredCategory fromCategory() {
        return fromCategory;
    }

    /** Proposed type. */
    public HouseholdType toType() {
        return toType;
    }

    /** Proposed category, or null. */
    public MonitoredCategory toCategory() {
        return toCategory;
    }

    /** From which day. */
    public LocalDate effectiveOn() {
        return effectiveOn;
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** The document that says so. */
    public String document() {
        return document;
    }

    /** Where it stands. */
    public TransitionState state() {
        return state;
    }

    /** Account of the proposer. */
    public String proposedBy() {
        return proposedBy;
    }

    /** When it was proposed. */
    public Instant proposedAt() {
        return proposedAt;
    }

    /** Account of who decided, or null. */
    public String decidedBy() {
        return decidedBy;
    }

    /** When it was decided, or null. */
    public Instant decidedAt() {
        return decidedAt;
    }

    /** The decision's words, or null. */
    public String note() {
        return note;
    }
}
