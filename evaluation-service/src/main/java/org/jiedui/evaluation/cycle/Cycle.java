package org.jiedui.evaluation.cycle;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.evaluation.EvaluationEvent;
import org.jiedui.evaluation.EvaluationProblem;

/** One round of evaluation: a region, a programme, a period. Knows its legal transitions and refuses all others. */
@Entity
@Table(name = "evaluation_cycle")
public class Cycle {
    @Id
    private UUID id;

    private String region;
    private String programme;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private CycleState state;

    private LocalDate periodFrom;
    private LocalDate periodTo;
    private LocalDate due;

    @Convert(converter = PlanColumn.class)
    @Column(columnDefinition = "MEDIUMTEXT")
    private CyclePlan plan;

    private LocalDate publicisedUntil;
    private UUID jobId;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    /** For Hibernate. */
    protected Cycle() {}

    Cycle(UUID id, PlanCycle command, CyclePlan plan, Instant now) {
        this.id = id;
        this.region = command.region();
        this.programme = command.programme();
        this.state = CycleState.DRAFT;
        this.periodFrom = command.periodFrom();
        this.periodTo = command.periodTo();
        this.due = command.due();
        this.plan = plan;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Begins to open with the rules and template versions of now. */
    void open(CyclePlan pinned, Instant now) {
        if (state != CycleState.DRAFT) {
            refuse();
        }
        become(CycleState.OPENING, now);
        plan = pinned;
    }

    /** Notes that all tasks are there; whether for the first time or again decides what is announced. */
    EvaluationEvent opened(boolean again, Instant now) {
        become(CycleState.OPEN, now);
        return again
                ? new EvaluationEvent.CycleReopened(id, region, programme, periodFrom, periodTo, due)
                : new EvaluationEvent.CycleOpened(id, region, programme, periodFrom, periodTo, due);
    }

    /** Accepts nothing more. */
    EvaluationEvent close(Instant now) {
        become(CycleState.CLOSED, now);
        return new EvaluationEvent.CycleClosed(id, region, programme, periodFrom, periodTo, due);
    }

    /** Begins to accept answers again, until a new last day; everything that was answered stays sealed. */
    void reopen(LocalDate until, Instant now) {
        if (state != CycleState.CLOSED) {
            refuse();
        }
        become(CycleState.OPENING, now);
        due = until;
    }

    /** Calls it off. */
    EvaluationEvent cancel(Instant now) {
        become(CycleState.CANCELLED, now);
        return new EvaluationEvent.CycleCancelled(id, region, programme, periodFrom, periodTo, due);
    }

    /** Begins the scoring. */
    public void score(Instant now) {
        become(CycleState.SCORING, now);
    }

    /** Notes that all answers were scored. */
    public EvaluationEvent scored(Instant now) {
        become(CycleState.SCORED, now);
        return new EvaluationEvent.CycleScored(id, region, programme, periodFrom, periodTo, due);
    }

    /** Begins the publicity, which lasts until the end of the day before {@code until}. */
    void publicise(LocalDate until, Instant now) {
        become(CycleState.PUBLICISED, now);
        publicisedUntil = until;
    }

    /** Begins to make the results known to their subjects, once the publicity is over. */
    public void publish(LocalDate today, Instant now) {
        become(CycleState.PUBLISHING, now);
        if (today.isBefore(publicisedUntil)) {
            throw EvaluationProblem.PUBLICITY_RUNNING.detail(
                    "公示至 " + publicisedUntil + "，届时方可发布", "Publicity lasts until " + publicisedUntil);
        }
    }

    /** Notes that all results are known. */
    public EvaluationEvent published(Instant now) {
        become(CycleState.PUBLISHED, now);
        return new EvaluationEvent.CyclePublished(id, region, programme, periodFrom, periodTo, due);
    }

    /** Notes which job works on it. */
    void workedOnBy(UUID job) {
        jobId = job;
    }

    /** Lays it at rest. */
    void archive(Instant now) {
        become(CycleState.ARCHIVED, now);
    }

    private void become(CycleState wanted, Instant now) {
        if (!state.next().contains(wanted)) {
            refuse();
        }
        state = wanted;
        updatedAt = now;
    }

    private void refuse() {
        throw EvaluationProblem.CYCLE_STATE_CONFLICT.because(state.next().stream()
                .map(legal -> Reason.of(
                        legal,
                        "当前为 " + state + "，下一步可为 " + legal,
                        "The cycle is " + state + "; " + legal + " may follow"))
                .toList());
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Division for whose pairings it is. */
    public String region() {
        return region;
    }

    /** Programme code of pairing. */
    public String programme() {
        return programme;
    }

    /** Where it stands. */
    public CycleState state() {
        return state;
    }

    /** First day of the period. */
    public LocalDate periodFrom() {
        return periodFrom;
    }

    /** Last day of the period. */
    public LocalDate periodTo() {
        return periodTo;
    }

    /** Last day for answers. */
    public LocalDate due() {
        return due;
    }

    /** Rules; pinned from the opening on. */
    public CyclePlan plan() {
        return plan;
    }

    /** First day on which it may be published; null before the publicity. */
    public LocalDate publicisedUntil() {
        return publicisedUntil;
    }

    /** The last job that worked on it; null when its work was always small enough to be done at once. */
    public UUID jobId() {
        return jobId;
    }

    /** When it was planned. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
