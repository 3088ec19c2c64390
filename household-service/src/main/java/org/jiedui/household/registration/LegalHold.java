package org.jiedui.household.registration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdProblem;

/** That a household's file is evidence: as long as one is in force nothing of it is forgotten (HH-24). */
@Entity
public class LegalHold {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private UUID heldHouseholdId;
    private String region;
    private String reason;
    private Instant setAt;
    private String setBy;
    private String liftReason;
    private Instant liftedAt;
    private String liftedBy;

    protected LegalHold() {}

    LegalHold(Household household, String reason, Instant now, String account) {
        this.id = Ids.next();
        this.householdId = household.id();
        this.heldHouseholdId = household.id();
        this.region = household.region();
        this.reason = reason;
        this.setAt = now;
        this.setBy = account;
    }

    void lift(String why, Instant now, String account) {
        if (liftedAt != null) {
            throw HouseholdProblem.HOLD_LIFTED.problem();
        }
        heldHouseholdId = null;
        liftReason = why;
        liftedAt = now;
        liftedBy = account;
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

    /** Why it was set. */
    public String reason() {
        return reason;
    }

    /** When it was set. */
    public Instant setAt() {
        return setAt;
    }

    /** By which account. */
    public String setBy() {
        return setBy;
    }

    /** Why it was lifted, or null. */
    public String liftReason() {
        return liftReason;
    }

    /** When it was lifted, or null while in force. */
    public Instant liftedAt() {
        return liftedAt;
    }

    /** By which account, or null. */
    public String liftedBy() {
        return liftedBy;
    }
}
