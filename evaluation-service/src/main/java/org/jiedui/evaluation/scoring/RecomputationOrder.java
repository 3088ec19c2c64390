package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.cycle.Cycle;

/** Orders that a scored cycle is computed again; refuses before the scoring. */
@ApplicationScoped
public class RecomputationOrder {
    private final Jobs jobs;
    private final AuditTrail audit;

    RecomputationOrder(Jobs jobs, AuditTrail audit) {
        this.jobs = jobs;
        this.audit = audit;
    }

    /** Orders it, as a job visible in the cycle's region. */
    @Transactional
    public UUID order(Caller caller, Cycle cycle) {
        if (!cycle.state().scored()) {
            throw EvaluationProblem.CYCLE_STATE_CONFLICT.because(
                    Reason.of(cycle.state(), "评议周期尚未评分", "The cycle is not scored"));
        }
        audit.record(caller, "RECOMPUTATION_ORDERED", "evaluation-cycle", cycle.id(), cycle.region(), Map.of());
        return jobs.submit(Recomputation.KIND, cycle.region(), new Recomputation.Order(cycle.id()), caller.subject());
    }
}
