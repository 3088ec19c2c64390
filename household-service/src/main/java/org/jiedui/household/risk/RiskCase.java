package org.jiedui.household.risk;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Codes;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.request.Urgency;

/** The verification procedure of a household, from the clue to the elimination of the risk; at most one open each. */
@Entity
public class RiskCase {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private String householdNumber;
    private String region;
    private UUID openHouseholdId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RiskOrigin origin;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Urgency urgency;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RiskCaseState state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MonitoredCategory category;

    private String risks;
    private UUID alertId;
    private Instant openedAt;
    private LocalDate due;
    private LocalDate publicisedUntil;
    private LocalDate monitoredFrom;
    private LocalDate eliminatedOn;

    protected RiskCase() {}

    RiskCase(Household household, RiskOrigin origin, Urgency urgency, UUID alertId, Instant openedAt, LocalDate due) {
        this.id = Ids.next();
        this.householdId = household.id();
        this.householdNumber = household.householdNumber();
        this.region = household.region();
        this.openHouseholdId = household.id();
        this.origin = origin;
        this.urgency = urgency;
        this.state = RiskCaseState.CLUE;
        this.risks = "";
        this.alertId = alertId;
        this.openedAt = openedAt;
        this.due = due;
    }

    /** Moves on; refuses with the decisions that are possible. */
    void decide(CaseDecision decision) {
        var next = RiskCasePolicy.after(state, decision).orElseThrow(() -> {
            var legal = RiskCasePolicy.legal(state);
            return HouseholdProblem.ILLEGAL_TRANSITION.because(new Reason(
                    state.name(),
                    "当前环节：" + state.zh() + "；可进行："
                            + legal.stream().map(CaseDecision::zh).collect(Collectors.joining("、")),
                    "Present stage: " + state.en() + "; possible: "
                            + legal.stream().map(CaseDecision::name).collect(Collectors.joining(", "))));
        });
        state = next;
        if (!state.isOpen()) {
            openHouseholdId = null;
        }
        if (state == RiskCaseState.CLUE) {
            publicisedUntil = null;
        }
    }

    void publicisedUntil(LocalDate day) {
        publicisedUntil = day;
    }

    void monitored(MonitoredCategory decided, Collection<Risk> found, LocalDate day) {
        category = decided;
        risks = Codes.join(found);
        monitoredFrom = day;
    }

    void eliminated(LocalDate day) {
        eliminatedOn = day;
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

    /** Where the clue came from. */
    public RiskOrigin origin() {
        return origin;
    }

    /** Urgency. */
    public Urgency urgency() {
        return urgency;
    }

    /** Stage of the procedure. */
    public RiskCaseState state() {
        return state;
    }

    /** Decided category, or null. */
    public MonitoredCategory category() {
        return category;
    }

    /** Decided risks. */
    public List<Risk> risks() {
        return Codes.split(Risk.class, risks);
    }

    /** The alert that began it, or null. */
    public UUID alertId() {
        return alertId;
    }

    /** When the clue was noted. */
    public Instant openedAt() {
        return openedAt;
    }

    /** By when the county has to decide. */
    public LocalDate due() {
        return due;
    }

    /** First day on which the publicity is over, or null. */
    public LocalDate publicisedUntil() {
        return publicisedUntil;
    }

    /** Day of the county's approval, or null. */
    public LocalDate monitoredFrom() {
        return monitoredFrom;
    }

    /** Day of the elimination, or null. */
    public LocalDate eliminatedOn() {
        return eliminatedOn;
    }
}
