package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.cycle.TaskGeneration;

/**
 * Corrects published results (EV-09, EV-10): the input is corrected, everything is computed again by the same rules, and the
 * outcome is the next version with its reason. What was published stays readable. A correction changes nobody else: the
 * subject is put into the quota of its cycle as it was scored, and whoever was there keeps the place. Where nothing was kept
 * that could be compared (cycles scored before V020) the quota stays as it was decided about the subject.
 */
@ApplicationScoped
public class ResultCorrection {
    /** Why a correction is refused. */
    public enum Flaw {
        /** The result has no answer of this task, or it is an anonymous one. */
        UNKNOWN_ANSWER,
        /** Nothing in the input changes. */
        NOTHING_CHANGES
    }

    private final ResultRepository results;
    private final CycleQuota quotas;
    private final TaskGeneration generation;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final AuditTrail audit;
    private final TimeSource time;

    ResultCorrection(
            ResultRepository results,
            CycleQuota quotas,
            TaskGeneration generation,
            Outbox outbox,
            ChangeLog changes,
            AuditTrail audit,
            TimeSource time) {
        this.results = results;
        this.quotas = quotas;
        this.generation = generation;
        this.outbox = outbox;
        this.changes = changes;
        this.audit = audit;
        this.time = time;
    }

    /** Whether the trace, computed again, gives the stored outcome; the quota, which others decide about, left aside. */
    public boolean agrees(Result result) {
        var trace = results.trace(result.id());
        var again = ScoringPolicy.score(trace.input(), trace.rules());
        return java.util.Objects.equals(again.composite(), trace.outcome().composite())
                && again.paths().equals(trace.outcome().paths())
                && again.steps()
                        .equals(trace.outcome().steps().stream()
                                .filter(s -> s.kind() != ScoringPolicy.StepKind.QUOTA)
                                .toList());
    }

    /**
     * Corrects.
     *
     * @param appeal on which it was decided, or null
     */
    @Transactional
    public Result correct(Caller caller, Result result, Correct correction, UUID appeal) {
        if (caller.subject().equals(result.account())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        if (!result.published()) {
            throw EvaluationProblem.RESULT_NOT_PUBLISHED.problem();
        }
        var trace = results.trace(result.id());
        var input = DisclosurePolicy.withoutFewAlone(
                corrected(trace.input(), correction), CycleScoring.ANONYMOUS, trace.anonymityK());
        var outcome = inQuota(result, ScoringPolicy.score(input, trace.rules()), trace);
        var leftOut = trace.leftOut() || !correction.withoutAnswers().isEmpty();
        var next = new Trace(trace.policy(), trace.rules(), trace.anonymityK(), input, outcome, leftOut);
        var now = time.now();
        results.keepFirst(result);
        result.correct(
                outcome,
                DisclosurePolicy.scoreWithheld(input, outcome, CycleScoring.ANONYMOUS, trace.anonymityK(), leftOut),
                now);
        results.persistAndFlush(result);
        results.addVersion(result, next, correction.reason(), caller.subject(), appeal, now);
        if (result.band() != null) {
            var pairings = generation
                    .pairings(result.cycleId(), List.of(result.subjectId()))
                    .getOrDefault(result.subjectId(), List.of());
            outbox.append(Publication.published(result, pairings));
        }
        changes.record("evaluation-results", result.id(), result.region(), result.version(), Change.Operation.UPSERT);
        audit.record(
                caller,
                "RESULT_CORRECTED",
                "evaluation-result",
                result.id(),
                result.region(),
                Map.of("revision", result.revision()));
        return result;
    }

    private static ScoringPolicy.Subject corrected(ScoringPolicy.Subject input, Correct correction) {
        var anonymous = CycleScoring.ANONYMOUS;
        var known = input.paths().stream()
                .filter(p -> !anonymous.contains(p.path()))
                .flatMap(p -> p.answers().stream())
                .map(ScoringPolicy.Answer::task)
                .toList();
        if (!known.containsAll(correction.withoutAnswers())) {
            throw EvaluationProblem.CORRECTION_REFUSED.because(
                    Reason.of(Flaw.UNKNOWN_ANSWER, "该结果没有此评议", "The result has no such answer"));
        }
        var next = new ScoringPolicy.Subject(
                input.id(),
                input.role(),
                input.unit(),
                input.paths().stream()
                        .map(p -> new ScoringPolicy.PathInput(
                                p.path(),
                                p.weight(),
                                p.answers().stream()
                                        .filter(a ->
                                                !correction.withoutAnswers().contains(a.task()))
                                        .toList()))
                        .toList(),
                correction.meetings() == null ? input.meetings() : correction.meetings(),
                correction.misconduct() == null ? input.misconduct() : correction.misconduct());
        if (next.equals(input)) {
            throw EvaluationProblem.CORRECTION_REFUSED.because(
                    Reason.of(Flaw.NOTHING_CHANGES, "更正没有改变任何内容", "The correction changes nothing"));
        }
        return next;
    }

    private ScoringPolicy.Scored inQuota(Result result, ScoringPolicy.Scored scored, Trace trace) {
        if (scored.band() != Band.EXCELLENT) {
            return scored;
        }
        var place = quotas.comparable(result.cycleId())
                ? quotas.hasPlace(result.cycleId(), scored, trace.rules().topQuota())
                : !ScoringPolicy.loweredByQuota(results.firstTraces(List.of(result.id()))
                        .get(result.id())
                        .outcome());
        return place ? scored : ScoringPolicy.lower(scored);
    }
}
