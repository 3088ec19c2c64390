package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.answer.AnswerStore;
import org.jiedui.evaluation.cycle.AssignmentPolicy;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleDecisions;
import org.jiedui.evaluation.cycle.CycleKeys;
import org.jiedui.evaluation.cycle.CycleSubjects;
import org.jiedui.evaluation.cycle.Seal;
import org.jiedui.evaluation.template.Indicator;
import org.jiedui.evaluation.template.TemplateRepository;

/**
 * The reveal: opens the answers of a closed cycle, scores all subjects in sets of {@value #SET}, applies the quota over the
 * whole cycle and stores results with their traces; one transaction, the same outcome whenever it is done.
 */
@ApplicationScoped
public class CycleScoring {
    private static final int SET = 500;

    /** Names of the anonymous paths. */
    static final Set<String> ANONYMOUS = java.util.Arrays.stream(EvaluationPath.values())
            .filter(EvaluationPath::anonymous)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    private final CycleDecisions decisions;
    private final CycleSubjects subjects;
    private final CycleKeys keys;
    private final AnswerStore answers;
    private final TemplateRepository templates;
    private final ResultRepository results;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;

    CycleScoring(
            CycleDecisions decisions,
            CycleSubjects subjects,
            CycleKeys keys,
            AnswerStore answers,
            TemplateRepository templates,
            ResultRepository results,
            Outbox outbox,
            AuditTrail audit,
            TimeSource time) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.keys = keys;
        this.answers = answers;
        this.templates = templates;
        this.results = results;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    private record Case(AssignmentPolicy.Subject subject, ScoringPolicy.Subject input) {}

    /** Scores the cycle. */
    @Transactional
    public Cycle score(Caller caller, Cycle cycle) {
        return decisions.decide(caller, cycle, "CYCLE_SCORED", c -> {
            outbox.append(c.score(time.now()));
            var revealed = scoreAll(c);
            answers.discardDrafts(c.id());
            audit.record(
                    caller, "ANSWERS_REVEALED", "evaluation-cycle", c.id(), c.region(), Map.of("answers", revealed));
        });
    }

    private int scoreAll(Cycle cycle) {
        var figures = cycle.plan().figures();
        var rules = new ScoringPolicy.Rules(
                figures.excellentFrom(),
                figures.goodFrom(),
                figures.qualifiedFrom(),
                figures.topQuota(),
                figures.leastMeetings());
        var cases = cases(cycle);
        var scored = ScoringPolicy.applyQuota(
                cases.stream().map(c -> ScoringPolicy.score(c.input(), rules)).toList(), rules);
        var now = time.now();
        for (var from = 0; from < cases.size(); from += SET) {
            var set = new ArrayList<ResultRepository.NewResult>();
            for (var i = from; i < Math.min(from + SET, cases.size()); i++) {
                var outcome = scored.get(i);
                set.add(new ResultRepository.NewResult(
                        cases.get(i).subject(),
                        DisclosurePolicy.scoreWithheld(outcome, ANONYMOUS, figures.anonymityK()),
                        new Trace(
                                ScoringPolicy.VERSION,
                                rules,
                                figures.anonymityK(),
                                cases.get(i).input(),
                                outcome)));
            }
            results.insert(cycle.id(), set, now);
        }
        return scored.stream()
                .flatMap(s -> s.paths().stream())
                .mapToInt(ScoringPolicy.PathScore::answers)
                .sum();
    }

    private List<Case> cases(Cycle cycle) {
        var opener = keys.opener(cycle.id());
        var cases = new ArrayList<Case>();
        var after = AssignmentPolicy.ONLY;
        while (true) {
            var set = subjects.page(cycle.id(), after, SET);
            if (set.isEmpty()) {
                return cases;
            }
            cases.addAll(cases(cycle, opener, set));
            after = set.get(set.size() - 1).id();
        }
    }

    private List<Case> cases(Cycle cycle, Seal.Opener opener, List<AssignmentPolicy.Subject> set) {
        var revealed = answers.reveal(
                opener,
                cycle.id(),
                set.stream().map(AssignmentPolicy.Subject::id).toList());
        return set.stream()
                .map(subject ->
                        new Case(subject, input(cycle, subject, revealed.getOrDefault(subject.id(), List.of()))))
                .toList();
    }

    private ScoringPolicy.Subject input(
            Cycle cycle, AssignmentPolicy.Subject subject, List<AnswerStore.Revealed> revealed) {
        var paths = cycle.plan().paths().stream()
                .filter(p -> p.subjectRole() == subject.role())
                .map(p -> new ScoringPolicy.PathInput(
                        p.path().name(),
                        p.weight(),
                        revealed.stream()
                                .filter(r -> r.path().equals(p.path().name()))
                                .map(r -> answer(r, p.templateId(), p.path()))
                                .toList()))
                .toList();
        // Meetings and misconduct have no source in this service yet: unknown, so they change nothing.
        return new ScoringPolicy.Subject(subject.id(), subject.role().name(), subject.unit(), paths, null, false);
    }

    private ScoringPolicy.Answer answer(AnswerStore.Revealed revealed, UUID template, EvaluationPath path) {
        var indicators = new HashMap<String, Indicator>();
        templates.released(template, path).indicators().forEach(i -> indicators.put(i.code(), i));
        return new ScoringPolicy.Answer(
                revealed.taskId(),
                revealed.content().items().stream()
                        .map(item -> {
                            var asked = indicators.get(item.indicator());
                            return new ScoringPolicy.Item(
                                    item.indicator(), asked.weight(), asked.min(), asked.max(), item.score());
                        })
                        .toList());
    }
}
