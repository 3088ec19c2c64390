package org.jiedui.household.risk;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdEvent.AlertReason;
import org.jiedui.household.HouseholdEvent.RiskAlertChanged;
import org.jiedui.household.HouseholdEvent.RiskAlertCleared;
import org.jiedui.household.HouseholdEvent.RiskAlertRaised;
import org.jiedui.household.registration.Household;

/** What the rules found about a household, as long as they find it. A household has at most one open alert. */
@Entity
public class RiskAlert {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private String householdNumber;
    private String region;
    private UUID openHouseholdId;

    @Convert(converter = RiskFindings.class)
    private List<RiskFinding> reasons;

    private UUID lineId;
    private BigDecimal lineAmount;
    private UUID ruleSetId;
    private Instant raisedAt;
    private Instant changedAt;
    private Instant clearedAt;

    protected RiskAlert() {}

    RiskAlert(
            Household household,
            List<RiskFinding> reasons,
            RiskStandards.Line line,
            RiskStandards.Rules rules,
            Instant now) {
        this.id = Ids.next();
        this.householdId = household.id();
        this.householdNumber = household.householdNumber();
        this.region = household.region();
        this.openHouseholdId = household.id();
        this.reasons = reasons;
        rest(line, rules);
        this.raisedAt = now;
        this.changedAt = now;
    }

    private void rest(RiskStandards.Line line, RiskStandards.Rules rules) {
        lineId = line == null ? null : line.id();
        lineAmount = line == null ? null : line.amount().yuan();
        ruleSetId = rules.id();
    }

    void change(List<RiskFinding> found, RiskStandards.Line line, RiskStandards.Rules rules, Instant now) {
        reasons = found;
        rest(line, rules);
        changedAt = now;
    }

    void clear(Instant now) {
        openHouseholdId = null;
        changedAt = now;
        clearedAt = now;
    }

    RiskAlertRaised raised() {
        return new RiskAlertRaised(id, householdId, householdNumber, region, announced());
    }

    RiskAlertChanged changed() {
        return new RiskAlertChanged(id, householdId, householdNumber, region, announced());
    }

    RiskAlertCleared cleared() {
        return new RiskAlertCleared(id, householdId, householdNumber, region, announced());
    }

    private List<AlertReason> announced() {
        return reasons.stream()
                .map(r -> new AlertReason(r.code().name(), r.figures()))
                .toList();
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

    /** Its number. */
    public String householdNumber() {
        return householdNumber;
    }

    /** Its village. */
    public String region() {
        return region;
    }

    /** Whether the rules still find it. */
    public boolean isOpen() {
        return clearedAt == null;
    }

    /** The findings; of a cleared alert the last ones. */
    public List<RiskFinding> reasons() {
        return reasons;
    }

    /** The monitoring line that was in force when it was raised or changed last, or null. */
    public UUID lineId() {
        return lineId;
    }

    /** Its amount then, yuan per person and year; later corrections do not change it. */
    public Money lineAmount() {
        return lineAmount == null ? null : new Money(lineAmount);
    }

    /** The rule set that was in force then, or null. */
    public UUID ruleSetId() {
        return ruleSetId;
    }

    /** When it was raised. */
    public Instant raisedAt() {
        return raisedAt;
    }

    /** When the findings changed last. */
    public Instant changedAt() {
        return changedAt;
    }

    /** When it was cleared, or null. */
    public Instant clearedAt() {
        return clearedAt;
    }
}
