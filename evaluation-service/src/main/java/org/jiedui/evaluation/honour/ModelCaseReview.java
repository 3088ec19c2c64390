package org.jiedui.evaluation.honour;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationEvent;

/** From the nomination of a model case to its publication, each step with its audit entry (EV-12). */
@ApplicationScoped
public class ModelCaseReview {
    private final ModelCaseRepository cases;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;

    ModelCaseReview(ModelCaseRepository cases, Outbox outbox, AuditTrail audit, TimeSource time) {
        this.cases = cases;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /** Nominates one in the caller's region. */
    @Transactional
    public ModelCase nominate(Caller caller, NominateCase command) {
        caller.requireCovers(command.region());
        var nominated = new ModelCase(Ids.next(), command, caller.subject(), time.now());
        cases.persistAndFlush(nominated);
        audit.record(caller, "MODEL_CASE_NOMINATED", "model-case", nominated.id(), nominated.region(), Map.of());
        return nominated;
    }

    /** Takes a case to its next state; publishing announces it. */
    @Transactional
    public ModelCase decide(Caller caller, ModelCase about, ModelCaseState next, String reason) {
        about.become(next, reason, caller.subject(), time.now());
        cases.persistAndFlush(about);
        if (next == ModelCaseState.PUBLISHED) {
            outbox.append(
                    new EvaluationEvent.ModelCasePublished(about.id(), about.region(), about.cause(), about.measure()));
        }
        audit.record(caller, "MODEL_CASE_" + next, "model-case", about.id(), about.region(), Map.of());
        return about;
    }
}
