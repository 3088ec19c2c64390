package org.jiedui.household.risk;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
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

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DisasterKind disasterKind;

    private UUID alertId;
    private Instant openedAt;
    private LocalDate due;
    private LocalDate publicisedUntil;
    private LocalDate monitoredFrom;
    private LocalDate eliminatedOn;
    private LocalDate stepDue;
    private LocalDate overdueOn;
    private LocalDate greenChannelOn;

    /** Computed by the database; see {@link #since()}. */
    @Column(insertable = false, updatable = false)
    private LocalDate since;

    @Convert(converter = FieldNames.class)
    private List<String> sentBack;

    private UUID lineId;
    private BigDecimal lineAmount;

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
    void decide(CaseDecision decision, boolean directElimination) {
        var next = RiskCasePolicy.after(state, decision, directElimination).orElseThrow(() -> {
            var legal = possible(directElimination);
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
        if (state == RiskCaseState.CLUE || state == RiskCaseState.MONITORED) {
            publicisedUntil = null;
        }
    }

    /** The decisions that people may take now. */
    List<CaseDecision> possible(boolean directElimination) {
        return RiskCasePolicy.legal(state, directElimination).stream()
                .filter(decision -> decision != CaseDecision.GREEN_CHANNEL || greenChannelOn == null)
                .toList();
    }

    /** The present step has to be done until a day; null: there is nothing to do. */
    void stepUntil(LocalDate day) {
        stepDue = greenChannelOn != null && day != null && day.isBefore(due) ? due : day;
        overdueOn = null;
    }

    /** Help is given first, in a category and because of risks; the files have to follow until a day. */
    void helpFirst(MonitoredCategory decided, FoundRisks found, LocalDate today, LocalDate filesUntil) {
        found(decided, found);
        greenChannelOn = today;
        due = filesUntil;
        stepUntil(filesUntil);
    }

    void sentBack(List<String> fields) {
        sentBack = fields;
    }

    /** Keeps the line that is in force when something is decided. */
    void restsOn(RiskStandards.Line line) {
        lineId = line == null ? null : line.id();
        lineAmount = line == null ? null : line.amount().yuan();
    }

    void publicisedUntil(LocalDate day) {
        publicisedUntil = day;
    }

    void monitored(MonitoredCategory decided, FoundRisks found, LocalDate day) {
        found(decided, found);
        monitoredFrom = day;
    }

    private void found(MonitoredCategory decided, FoundRisks found) {
        category = decided;
        risks = Codes.join(found.risks());
        disasterKind = found.disasterKind();
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

    /** Since when the household is monitored: from the green channel on, else from the county's approval; or null. */
    public LocalDate since() {
        return greenChannelOn == null ? monitoredFrom : greenChannelOn;
    }

    /** Decided category, or null. */
    public MonitoredCategory category() {
        return category;
    }

    /** Decided risks. */
    public List<Risk> risks() {
        return Codes.split(Risk.class, risks);
    }

    /** Kind of the natural disaster among the decided risks, or null. */
    public DisasterKind disasterKind() {
        return disasterKind;
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

    /** Last day of the present step; null when it has none. */
    public LocalDate stepDue() {
        return stepDue;
    }

    /** The day on which the present step was announced as overdue, or null. */
    public LocalDate overdueOn() {
        return overdueOn;
    }

    /** The day on which help was given before the files, or null. */
    public LocalDate greenChannelOn() {
        return greenChannelOn;
    }

    /** What has to be corrected before the next visit; empty when nothing. */
    public List<String> sentBack() {
        return sentBack == null ? List.of() : sentBack;
    }

    /** The monitoring line in force at the clue, since the approval the one in force then; or null. */
    public UUID lineId() {
        return lineId;
    }

    /** Its amount then; later corrections do not change it. */
    public Money lineAmount() {
        return lineAmount == null ? null : new Money(lineAmount);
    }

    /** Day of the elimination, or null. */
    public LocalDate eliminatedOn() {
        return eliminatedOn;
    }
}
