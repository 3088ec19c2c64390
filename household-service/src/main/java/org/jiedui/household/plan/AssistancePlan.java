package org.jiedui.household.plan;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdProblem;

/** The plan of a household for a year (一户一策). Each writing is a revision; approval is of one revision. */
@Entity
public class AssistancePlan {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private String region;
    private int year;
    private int revision;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PlanState state;

    @Convert(converter = GoalList.class)
    private List<Goal> goals;

    @Convert(converter = BudgetList.class)
    private List<BudgetShare> budget;

    private LocalDate agreedOn;
    private String decisionNote;
    private String writtenBy;
    private Instant writtenAt;
    private String approvedBy;
    private Instant approvedAt;

    protected AssistancePlan() {}

    AssistancePlan(
            UUID householdId,
            String region,
            int year,
            int revision,
            List<Goal> goals,
            List<BudgetShare> budget,
            LocalDate agreedOn,
            String writtenBy,
            Instant at) {
        this.id = Ids.next();
        this.householdId = householdId;
        this.region = region;
        this.year = year;
        this.revision = revision;
        this.state = PlanState.DRAFT;
        this.goals = goals;
        this.budget = budget;
        this.agreedOn = agreedOn;
        this.writtenBy = writtenBy;
        this.writtenAt = at;
    }

    void replaced() {
        state = PlanState.REPLACED;
    }

    void sendBack(String reason) {
        require(PlanState.DRAFT);
        state = PlanState.SENT_BACK;
        decisionNote = reason;
    }

    void reach(int goal, LocalDate on, String result) {
        require(PlanState.APPROVED);
        if (goal >= goals.size()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var changed = new ArrayList<>(goals);
        changed.set(goal, goals.get(goal).reached(on, result));
        goals = List.copyOf(changed);
    }

    private void require(PlanState wanted) {
        if (state != wanted) {
            throw HouseholdProblem.PLAN_NOT_DRAFT.because(
                    Reason.of(state, "当前状态：" + state.zh(), "Present state: " + state.en()));
        }
    }

    void approve(String by, Instant at) {
        require(PlanState.DRAFT);
        state = PlanState.APPROVED;
        approvedBy = by;
        approvedAt = at;
    }

    /** Identifier of this revision. */
    public UUID id() {
        return id;
    }

    /** Entity tag: grows with every revision and every approval. */
    public long tag() {
        return revision * 1000L + version;
    }

    /** The household. */
    public UUID householdId() {
        return householdId;
    }

    /** Its village. */
    public String region() {
        return region;
    }

    /** Year. */
    public int year() {
        return year;
    }

    /** 1 for the first writing of the year. */
    public int revision() {
        return revision;
    }

    /** State. */
    public PlanState state() {
        return state;
    }

    /** Goals. */
    public List<Goal> goals() {
        return goals;
    }

    /** Shares in funds. */
    public List<BudgetShare> budget() {
        return budget;
    }

    /** Day on which the household agreed, or null. */
    public LocalDate agreedOn() {
        return agreedOn;
    }

    /** Why it was sent back, or null. */
    public String decisionNote() {
        return decisionNote;
    }

    /** Account of the author. */
    public String writtenBy() {
        return writtenBy;
    }

    /** When. */
    public Instant writtenAt() {
        return writtenAt;
    }

    /** Account of who approved, or null. */
    public String approvedBy() {
        return approvedBy;
    }

    /** When, or null. */
    public Instant approvedAt() {
        return approvedAt;
    }
}
