package org.jiedui.evaluation.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationConfig;
import org.jiedui.evaluation.EvaluationEvent;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.scoring.Correct;
import org.jiedui.evaluation.scoring.ResultCorrection;
import org.jiedui.evaluation.scoring.ResultRepository;

/**
 * Appeals (EV-09): filed by the subject within the window after publication, re-checked by computing the score again,
 * decided with a reason. Upholding corrects the result in the same transaction, as its next version.
 */
@ApplicationScoped
public class AppealProcedure {
    private final AppealRepository appeals;
    private final ResultRepository results;
    private final ResultCorrection corrections;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;
    private final EvaluationConfig config;

    AppealProcedure(
            AppealRepository appeals,
            ResultRepository results,
            ResultCorrection corrections,
            Outbox outbox,
            AuditTrail audit,
            TimeSource time,
            EvaluationConfig config) {
        this.appeals = appeals;
        this.results = results;
        this.corrections = corrections;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
        this.config = config;
    }

    /** Files an appeal against the caller's own published result; one per version of the result. */
    @Transactional
    public Appeal file(Caller caller, UUID resultId, String grounds) {
        var result = results.require(caller, resultId);
        if (!caller.subject().equals(result.account())) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        if (!result.published()) {
            throw EvaluationProblem.RESULT_NOT_PUBLISHED.problem();
        }
        var last = result.updatedAt().atZone(time.zone()).toLocalDate().plusDays(config.appealDays());
        if (time.today().isAfter(last)) {
            throw EvaluationProblem.APPEAL_WINDOW_CLOSED.detail("申诉截止 " + last, "The last day was " + last);
        }
        if (appeals.exists(result.id(), result.revision())) {
            throw EvaluationProblem.APPEAL_EXISTS.problem();
        }
        var appeal = new Appeal(Ids.next(), result, grounds, time.now());
        appeals.persistAndFlush(appeal);
        outbox.append(new EvaluationEvent.AppealFiled(
                appeal.id(), appeal.resultId(), appeal.cycleId(), appeal.account(), appeal.region()));
        audit.record(caller, "APPEAL_FILED", "appeal", appeal.id(), appeal.region(), Map.of());
        return appeal;
    }

    /** Computes the score again from its trace and notes whether it agrees. */
    @Transactional
    public Appeal recheck(Caller caller, Appeal appeal) {
        requireSomebodyElse(caller, appeal);
        var result = results.findById(appeal.resultId());
        appeal.recheck(corrections.agrees(result), caller.subject(), time.now());
        appeals.persistAndFlush(appeal);
        audit.record(
                caller,
                "APPEAL_RECHECKED",
                "appeal",
                appeal.id(),
                appeal.region(),
                Map.of("agrees", appeal.recheckAgrees()));
        return appeal;
    }

    /** Upholds: the result is corrected. */
    @Transactional
    public Appeal uphold(Caller caller, Appeal appeal, Correct correction) {
        requireSomebodyElse(caller, appeal);
        appeal.decide(AppealState.UPHELD, correction.reason(), caller.subject(), time.now());
        corrections.correct(caller, results.findById(appeal.resultId()), correction, appeal.id());
        return decided(caller, appeal);
    }

    /** Dismisses: the result stands. */
    @Transactional
    public Appeal dismiss(Caller caller, Appeal appeal, String reason) {
        requireSomebodyElse(caller, appeal);
        appeal.decide(AppealState.DISMISSED, reason, caller.subject(), time.now());
        return decided(caller, appeal);
    }

    /** An officer may be a helper too, but is no judge in the own matter. */
    private static void requireSomebodyElse(Caller caller, Appeal appeal) {
        if (caller.subject().equals(appeal.account())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
    }

    private Appeal decided(Caller caller, Appeal appeal) {
        appeals.persistAndFlush(appeal);
        outbox.append(new EvaluationEvent.AppealDecided(
                appeal.id(),
                appeal.resultId(),
                appeal.cycleId(),
                appeal.account(),
                appeal.region(),
                appeal.state().name()));
        audit.record(
                caller,
                "APPEAL_DECIDED",
                "appeal",
                appeal.id(),
                appeal.region(),
                Map.of("outcome", appeal.state().name()));
        return appeal;
    }
}
