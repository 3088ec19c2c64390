package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.function.Consumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationConfig;

/** The decisions about a cycle, each with history, audit entry and event in one transaction. */
@ApplicationScoped
public class CycleDecisions {
    private final CycleRepository cycles;
    private final TaskGeneration generation;
    private final Outbox outbox;
    private final FieldHistory history;
    private final AuditTrail audit;
    private final ChangeLog changes;
    private final TimeSource time;
    private final EvaluationConfig config;

    CycleDecisions(
            CycleRepository cycles,
            TaskGeneration generation,
            Outbox outbox,
            FieldHistory history,
            AuditTrail audit,
            ChangeLog changes,
            TimeSource time,
            EvaluationConfig config) {
        this.cycles = cycles;
        this.generation = generation;
        this.outbox = outbox;
        this.history = history;
        this.audit = audit;
        this.changes = changes;
        this.time = time;
        this.config = config;
    }

    /** Closes: waits for answers that are just being written, and accepts nothing more. */
    @Transactional
    public Cycle close(Caller caller, Cycle cycle) {
        return decide(caller, cycle, "CYCLE_CLOSED", c -> outbox.append(c.close(time.now())));
    }

    /** Calls a cycle off that is not scored yet, with a reason that its history keeps. */
    @Transactional
    public Cycle cancel(Caller caller, Cycle cycle, String reason) {
        return decide(caller, cycle, "CYCLE_CANCELLED", reason, c -> {
            outbox.append(c.cancel(time.now()));
            // first the cycle's lock: between the two a job that makes tasks would note pairings again
            cycles.flush();
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

    Cycle decide(Caller caller, Cycle cycle, String action, String reason, Consumer<Cycle> decision) {
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
