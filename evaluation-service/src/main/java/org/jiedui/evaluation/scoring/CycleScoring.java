package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.answer.AnswerStore;
import org.jiedui.evaluation.cycle.AssignmentPolicy;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleDecisions;
import org.jiedui.evaluation.cycle.CycleKeys;
import org.jiedui.evaluation.cycle.CyclePlan;
import org.jiedui.evaluation.cycle.CycleState;
import org.jiedui.evaluation.cycle.CycleSubjects;
import org.jiedui.evaluation.cycle.CycleWork;
import org.jiedui.evaluation.cycle.CycleWorks;
import org.jiedui.evaluation.cycle.Seal;
import org.jiedui.evaluation.template.Indicator;
import org.jiedui.evaluation.template.TemplateRepository;

/**
 * The reveal: opens the answers of a closed cycle, scores its subjects and stores results with their traces, then applies
 * the quota over the whole cycle; all in sets of {@value #SET}, the same outcome whenever and however often it is done.
 * Nobody sees a result before the last set.
 */
@ApplicationScoped
public class CycleScoring implements CycleWork {
    private static final int SET = 500;
    private static final String RATERS = "RATERS";
    private static final String REVEAL = "REVEAL";
    private static final String BORDERS = "BORDERS";
    private static final String TIES = "TIES";
    private static final String BANDS = "BANDS";
    private static final String DRAFTS = "DRAFTS";

    /** Names of the anonymous paths. */
    static final Set<String> ANONYMOUS = Arrays.stream(EvaluationPath.values())
            .filter(EvaluationPath::anonymous)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    private final CycleDecisions decisions;
    private final CycleWorks works;
    private final CycleSubjects subjects;
    private final CycleKeys keys;
    private final AnswerStore answers;
    private final TemplateRepository templates;
    private final ResultRepository results;
    private final CycleQuota quotas;
    private final CycleRaters raters;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;

    CycleScoring(
            CycleDecisions decisions,
            CycleWorks works,
            CycleSubjects subjects,
            CycleKeys keys,
            AnswerStore answers,
            TemplateRepository templates,
            ResultRepository results,
            CycleQuota quotas,
            CycleRaters raters,
            Outbox outbox,
            AuditTrail audit,
            TimeSource time) {
        this.decisions = decisions;
        this.works = works;
        this.subjects = subjects;
        this.keys = keys;
        this.answers = answers;
        this.templates = templates;
        this.results = results;
        this.quotas = quotas;
        this.raters = raters;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    private record Case(
            AssignmentPolicy.Subject subject,
            ScoringPolicy.Subject input,
            Map<String, List<String>> comments,
            int answers) {}

    /**
     * Scores the cycle.
     *
     * @return the cycle, scored or being scored by its job
     */
    @Transactional
    public Cycle score(Caller caller, Cycle cycle) {
        if (cycle.state() == CycleState.SCORING) {
            works.again(caller, cycle);
            return cycle;
        }
        return decisions.decide(caller, cycle, "CYCLE_SCORED", c -> {
            c.score(time.now());
            works.begin(caller, c, this, c.plan().figures().correctsRaters() ? RATERS : REVEAL);
        });
    }

    @Override
    public CycleState during() {
        return CycleState.SCORING;
    }

    @Override
    public Long total(Cycle cycle) {
        return subjects.count(cycle.id());
    }

    @Override
    public Progress step(Cycle cycle, Progress at) {
        return switch (at.phase()) {
            case RATERS -> countRaters(cycle, at);
            case REVEAL -> reveal(cycle, at);
            case BORDERS -> {
                var quota = quotas.find(cycle.id(), rules(cycle).topQuota());
                quotas.keep(cycle.id(), quota);
                yield at.then(
                        quota.borders().isEmpty()
                                ? DRAFTS
                                : quota.borders().values().stream().anyMatch(QuotaPolicy.Border::byPaths)
                                        ? TIES
                                        : BANDS);
            }
            case TIES -> top(cycle, at, BANDS, this::countTies);
            case BANDS -> top(cycle, at, DRAFTS, this::lower);
            case DRAFTS -> answers.discardDrafts(cycle.id(), SET) == SET ? at : at.then(null);
            default -> throw new IllegalStateException("no phase " + at.phase());
        };
    }

    @Override
    public void end(Caller caller, Cycle cycle, Progress last) {
        outbox.append(cycle.scored(time.now()));
        raters.forget(cycle.id());
        audit.record(
                caller,
                "ANSWERS_REVEALED",
                "evaluation-cycle",
                cycle.id(),
                cycle.region(),
                Map.of("answers", last.found()));
    }

    private Progress countRaters(Cycle cycle, Progress at) {
        var kept = raters.kept(cycle.id());
        // a job that was given up may have counted further than where it is told to begin
        var after = latest(kept.after(), at.after());
        var set = subjects.page(cycle.id(), after, SET);
        if (set.isEmpty()) {
            return at.then(REVEAL);
        }
        var last = set.get(set.size() - 1).id();
        var counted = new RaterPolicy.Raters(last, kept.raters());
        var revealed = reveal(cycle, keys.opener(cycle.id()), set);
        var asked = asked(cycle);
        for (var subject : set) {
            for (var path : cycle.plan().paths()) {
                if (path.subjectRole() == subject.role()
                        && RaterPolicy.PATHS.contains(path.path().name())) {
                    revealed.getOrDefault(subject.id(), List.of()).stream()
                            .filter(r -> r.path().equals(path.path().name())
                                    && r.content().author() != null)
                            .forEach(r -> counted.count(
                                    r.path(),
                                    r.content().author(),
                                    ScoringPolicy.answerScore(answer(r, asked.get(path), null))));
                }
            }
        }
        raters.keep(cycle.id(), counted);
        return set.size() < SET ? at.then(REVEAL) : at.further(last, 0, 0);
    }

    private static UUID latest(UUID one, UUID other) {
        return Arrays.compareUnsigned(Ids.bytes(one), Ids.bytes(other)) > 0 ? one : other;
    }

    private Progress reveal(Cycle cycle, Progress at) {
        // a job that was given up may have scored further than where it is told to begin
        var after =
                results.lastScored(cycle.id()).map(l -> latest(l, at.after())).orElse(at.after());
        var set = subjects.page(cycle.id(), after, SET);
        if (set.isEmpty()) {
            return at.then(BORDERS);
        }
        var rules = rules(cycle);
        var k = cycle.plan().figures().anonymityK();
        var cases = cases(cycle, keys.opener(cycle.id()), set);
        results.insert(
                cycle.id(),
                cases.parallelStream()
                        .map(c -> {
                            var outcome = ScoringPolicy.score(c.input(), rules);
                            return new ResultRepository.NewResult(
                                    c.subject(),
                                    DisclosurePolicy.scoreWithheld(c.input(), outcome, ANONYMOUS, k, false),
                                    new Trace(ScoringPolicy.VERSION, rules, k, c.input(), outcome, false),
                                    c.comments());
                        })
                        .toList(),
                time.now());
        var next = at.further(
                set.get(set.size() - 1).id(),
                set.size(),
                cases.stream().mapToInt(Case::answers).sum());
        return set.size() < SET ? next.then(BORDERS) : next;
    }

    private Progress top(Cycle cycle, Progress at, String then, BiConsumer<Cycle, List<CycleQuota.Standing>> work) {
        var set = quotas.top(cycle.id(), at.after(), SET);
        work.accept(cycle, set);
        return set.size() < SET
                ? at.then(then)
                : at.further(set.get(set.size() - 1).subject(), 0, 0);
    }

    private void countTies(Cycle cycle, List<CycleQuota.Standing> set) {
        var quota = quotas.kept(cycle.id());
        var tied = set.stream()
                .filter(s -> quota.byPaths(s.role(), s.unit(), s.composite()))
                .map(CycleQuota.Standing::result)
                .toList();
        if (!tied.isEmpty()) {
            results.firstTraces(tied).values().forEach(t -> quota.count(t.outcome()));
            quotas.keep(cycle.id(), quota);
        }
    }

    private void lower(Cycle cycle, List<CycleQuota.Standing> set) {
        var quota = quotas.kept(cycle.id());
        var candidates = set.stream()
                .filter(s -> {
                    var border = quota.of(s.role(), s.unit());
                    return border != null && s.composite().compareTo(border.composite()) <= 0;
                })
                .map(CycleQuota.Standing::result)
                .toList();
        var lowered = new LinkedHashMap<UUID, Trace>();
        results.firstTraces(candidates).forEach((id, trace) -> {
            var outcome = trace.outcome();
            if (outcome.band() == Band.EXCELLENT
                    && QuotaPolicy.lowers(quota.of(outcome.role(), outcome.unit()), outcome)) {
                lowered.put(id, trace.with(ScoringPolicy.lower(outcome)));
            }
        });
        results.replace(lowered);
    }

    private static ScoringPolicy.Rules rules(Cycle cycle) {
        var figures = cycle.plan().figures();
        return new ScoringPolicy.Rules(
                figures.excellentFrom(),
                figures.goodFrom(),
                figures.qualifiedFrom(),
                figures.topQuota(),
                figures.leastMeetings());
    }

    private Map<UUID, List<AnswerStore.Revealed>> reveal(
            Cycle cycle, Seal.Opener opener, List<AssignmentPolicy.Subject> set) {
        return answers.reveal(
                opener,
                cycle.id(),
                set.stream().map(AssignmentPolicy.Subject::id).toList());
    }

    private List<Case> cases(Cycle cycle, Seal.Opener opener, List<AssignmentPolicy.Subject> set) {
        var revealed = reveal(cycle, opener, set);
        var marks = cycle.plan().figures().correctsRaters() ? raters.kept(cycle.id()) : null;
        var asked = asked(cycle);
        return set.parallelStream()
                .map(subject -> {
                    var of = revealed.getOrDefault(subject.id(), List.<AnswerStore.Revealed>of());
                    return new Case(subject, input(cycle, subject, of, asked, marks), comments(of), of.size());
                })
                .toList();
    }

    private static ScoringPolicy.Subject input(
            Cycle cycle,
            AssignmentPolicy.Subject subject,
            List<AnswerStore.Revealed> revealed,
            Map<CyclePlan.PlannedPath, Map<String, Indicator>> asked,
            RaterPolicy.Raters marks) {
        var paths = cycle.plan().paths().stream()
                .filter(p -> p.subjectRole() == subject.role())
                .map(p -> new ScoringPolicy.PathInput(
                        p.path().name(),
                        p.weight(),
                        revealed.stream()
                                .filter(r -> r.path().equals(p.path().name()))
                                .map(r -> answer(r, asked.get(p), shift(cycle, r, marks)))
                                .toList()))
                .toList();
        // Meetings and misconduct have no source in this service yet: unknown, so they change nothing.
        return DisclosurePolicy.withoutFewAlone(
                new ScoringPolicy.Subject(subject.id(), subject.role().name(), subject.unit(), paths, null, false),
                ANONYMOUS,
                cycle.plan().figures().anonymityK());
    }

    private static BigDecimal shift(Cycle cycle, AnswerStore.Revealed answer, RaterPolicy.Raters marks) {
        var figures = cycle.plan().figures();
        return marks == null
                ? null
                : marks.shift(
                        answer.path(),
                        answer.content().author(),
                        figures.raterCorrection(),
                        figures.raterLeastAnswers());
    }

    /** By path in the order of the words, which tells nothing about who wrote when. */
    private static Map<String, List<String>> comments(List<AnswerStore.Revealed> revealed) {
        return revealed.stream()
                .filter(r ->
                        r.content().comment() != null && !r.content().comment().isBlank())
                .collect(Collectors.groupingBy(
                        AnswerStore.Revealed::path,
                        Collectors.collectingAndThen(
                                Collectors.mapping(r -> r.content().comment(), Collectors.toList()),
                                said -> said.stream().sorted().toList())));
    }

    private Map<CyclePlan.PlannedPath, Map<String, Indicator>> asked(Cycle cycle) {
        return cycle.plan().paths().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        p -> templates.released(p.templateId(), p.path()).indicators().stream()
                                .collect(Collectors.toMap(Indicator::code, Function.identity()))));
    }

    private static ScoringPolicy.Answer answer(
            AnswerStore.Revealed revealed, Map<String, Indicator> indicators, BigDecimal shift) {
        return new ScoringPolicy.Answer(
                revealed.taskId(),
                revealed.content().items().stream()
                        .map(item -> {
                            var asked = indicators.get(item.indicator());
                            return new ScoringPolicy.Item(
                                    item.indicator(), asked.weight(), asked.min(), asked.max(), item.score());
                        })
                        .toList(),
                shift);
    }
}
