package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationConfig;
import org.jiedui.evaluation.EvaluationProblem;

/** The decisions about a cycle, each with history, audit entry and event in one transaction. */
@ApplicationScoped
public class CycleDecisions {
    private final CycleRepository cycles;
    private final Planning planning;
    private final RuleBook rules;
    private final CycleKeys keys;
    private final TaskGeneration generation;
    private final Outbox outbox;
    private final FieldHistory history;
    private final AuditTrail audit;
    private final ChangeLog changes;
    private final TimeSource time;
    private final EvaluationConfig config;

    CycleDecisions(
            CycleRepository cycles,
            Planning planning,
            RuleBook rules,
            CycleKeys keys,
            TaskGeneration generation,
            Outbox outbox,
            FieldHistory history,
            AuditTrail audit,
            ChangeLog changes,
            TimeSource time,
            EvaluationConfig config) {
        this.cycles = cycles;
        this.planning = planning;
        this.rules = rules;
        this.keys = keys;
        this.generation = generation;
        this.outbox = outbox;
        this.history = history;
        this.audit = audit;
        this.changes = changes;
        this.time = time;
        this.config = config;
    }

    /**
     * Opens: pins rules and template versions, makes keys and tasks. No other cycle beyond its draft may overlap, which two
     * openings at once cannot evade: they wait for each other.
     */
    @Transactional
    public Cycle open(Caller caller, Cycle cycle) {
        rules.lock(cycle.programme(), true);
        return decide(caller, cycle, "CYCLE_OPENED", c -> {
            var pinned = c.state() == CycleState.DRAFT ? planning.pinNow(c) : c.plan();
            var opened = c.open(pinned, time.now());
            planning.refuseOverlap(c.id(), c.region(), c.programme(), c.periodFrom(), c.periodTo());
            keys.make(c.id());
            outbox.append(opened);
            generation.all(c);
        });
    }

    /** Closes: waits for answers that are just being written, and accepts nothing more. */
    @Transactional
    public Cycle close(Caller caller, Cycle cycle) {
        return decide(caller, cycle, "CYCLE_CLOSED", c -> outbox.append(c.close(time.now())));
    }

    /** Opens a closed cycle again, with a reason that its history keeps. */
    @Transactional
    public Cycle reopen(Caller caller, Cycle cycle, LocalDate due, String reason) {
        if (due.isBefore(time.today())) {
            throw EvaluationProblem.CYCLE_REFUSED.because(
                    Reason.of(Planning.Obstacle.DUE_IN_THE_PAST, "截止日期已过", "The last day for answers is over"));
        }
        return decide(caller, cycle, "CYCLE_REOPENED", reason, c -> {
            outbox.append(c.reopen(due, time.now()));
            generation.postpone(c);
            generation.all(c);
        });
    }

    /** Calls a cycle off that is not scored yet, with a reason that its history keeps. */
    @Transactional
    public Cycle cancel(Caller caller, Cycle cycle, String reason) {
        return decide(caller, cycle, "CYCLE_CANCELLED", reason, c -> {
            outbox.append(c.cancel(time.now()));
            generation.free(c);
        });
    }

    /**
     * Publicises the results.
     *
     * @param days of publicity, null for the configured number; 0 allows publishing at once
     */
    @Transactional
    public Cycle publicise(Caller caller, Cycle cycle, Integer days) {
        var publicity = days == null ? config.publicityDays() : days;
        return decide(
                caller, cycle, "CYCLE_PUBLICISED", c -> c.publicise(time.today().plusDays(publicity), time.now()));
    }

    /** Lays a published cycle at rest. */
    @Transactional
    public Cycle archive(Caller caller, Cycle cycle) {
        return decide(caller, cycle, "CYCLE_ARCHIVED", c -> c.archive(time.now()));
    }

    /** Carries out one decision and notes it everywhere; for features that decide about a cycle. */
    @Transactional
    public Cycle decide(Caller caller, Cycle cycle, String action, Consumer<Cycle> decision) {
        return decide(caller, cycle, action, null, decision);
    }

    private Cycle decide(Caller caller, Cycle cycle, String action, String reason, Consumer<Cycle> decision) {
        var before = CycleFields.of(cycle);
        decision.accept(cycle);
        cycles.persistAndFlush(cycle);
        history.record(
                caller,
                "evaluation-cycle",
                cycle.id(),
                cycle.region(),
                cycle.version(),
                before,
                CycleFields.of(cycle),
                "APP",
                reason);
        audit.record(caller, action, "evaluation-cycle", cycle.id(), cycle.region(), Map.of());
        changes.record("evaluation-cycles", cycle.id(), cycle.region(), cycle.version(), Change.Operation.UPSERT);
        return cycle;
    }
}
