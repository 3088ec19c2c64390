package org.jiedui.evaluation.answer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.answer.AnswerPolicy.Question;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleState;
import org.jiedui.evaluation.cycle.Task;
import org.jiedui.evaluation.cycle.TaskRepository;
import org.jiedui.evaluation.template.Section;
import org.jiedui.evaluation.template.TemplateRepository;

/**
 * Takes answers and drafts (EV-04, EV-08). An answer is one transaction of four statements: task, cycle (shared lock, so
 * that closing waits for answers under way), answer, draft. It leaves no event, no audit entry, no change and no history:
 * who answered and when is inside the seal.
 */
@ApplicationScoped
public class Submission {
    private final TaskRepository tasks;
    private final CycleRepository cycles;
    private final TemplateRepository templates;
    private final AnswerStore answers;
    private final TimeSource time;

    Submission(
            TaskRepository tasks,
            CycleRepository cycles,
            TemplateRepository templates,
            AnswerStore answers,
            TimeSource time) {
        this.tasks = tasks;
        this.cycles = cycles;
        this.templates = templates;
        this.answers = answers;
        this.time = time;
    }

    /** Submits the caller's answer; the first one of a task stands for ever. */
    @Transactional
    public Task submit(Caller caller, SubmitEvaluation command) {
        var task = tasks.requireOwn(caller, command.taskId());
        var cycle = requireAnswerable(task);
        if (task.path() == EvaluationPath.HOUSEHOLD && answers.surveyed(task)) {
            throw EvaluationProblem.SURVEY_ISSUED.problem();
        }
        var section = section(cycle, task);
        var questions = section.indicators().stream()
                .map(i -> new Question(i.code(), i.min(), i.max(), i.mandatory()))
                .toList();
        var findings = AnswerPolicy.check(
                questions, command.items(), task.path() == EvaluationPath.HOUSEHOLD, command.witness());
        if (!findings.isEmpty()) {
            throw EvaluationProblem.ANSWER_REFUSED.because(
                    findings.stream().map(Submission::reason).toList());
        }
        var content =
                new AnswerContent(caller.subject(), time.now(), command.items(), command.comment(), command.witness());
        if (!answers.store(task, content)) {
            throw EvaluationProblem.ALREADY_SUBMITTED.problem();
        }
        answers.discard(caller.subject(), task);
        return task;
    }

    /** Saves the caller's draft over the one of the given version; rules of the template apply at submission only. */
    @Transactional
    public Draft save(Caller caller, Task task, Draft draft, long over) {
        requireAnswerable(task);
        if (answers.state(caller.subject(), task) == OwnState.SUBMITTED) {
            throw EvaluationProblem.ALREADY_SUBMITTED.problem();
        }
        var next = new Draft(draft.items(), draft.comment(), draft.witness(), over + 1);
        if (!answers.save(caller.subject(), task, next)) {
            throw CommonProblem.STALE.problem();
        }
        return next;
    }

    /** What the task asks. */
    public Section questions(Task task) {
        return section(cycles.findById(task.cycleId()), task);
    }

    private Cycle requireAnswerable(Task task) {
        var cycle = cycles.findById(task.cycleId(), LockModeType.PESSIMISTIC_READ);
        if (cycle.state() != CycleState.OPEN) {
            throw EvaluationProblem.CYCLE_NOT_OPEN.problem();
        }
        if (time.today().isAfter(task.due())) {
            throw EvaluationProblem.DEADLINE_PASSED.detail("截止日期为 " + task.due(), "The last day was " + task.due());
        }
        return cycle;
    }

    private Section section(Cycle cycle, Task task) {
        var planned = cycle.plan()
                .path(task.subjectRole(), task.path())
                .orElseThrow(() -> new IllegalStateException("task " + task.id() + " is not in its cycle's plan"));
        return templates.released(planned.templateId(), task.path());
    }

    /** A finding in words, without anything from the answer. */
    public static Reason reason(AnswerPolicy.Finding finding) {
        var code = finding.indicator();
        return switch (finding.fault()) {
            case MANDATORY_ITEM_MISSING ->
                Reason.of(finding.fault(), "必答指标 " + code + " 未评分", "The mandatory item " + code + " is missing");
            case SCORE_OUTSIDE_SCALE ->
                Reason.of(
                        finding.fault(),
                        "%s 的分值应在 %d 与 %d 之间"
                                .formatted(
                                        code,
                                        finding.question().min(),
                                        finding.question().max()),
                        "The score of %s must be from %d to %d"
                                .formatted(
                                        code,
                                        finding.question().min(),
                                        finding.question().max()));
            case UNKNOWN_INDICATOR -> Reason.of(finding.fault(), "评议表中没有此指标", "No such indicator");
            case DUPLICATE_INDICATOR ->
                Reason.of(finding.fault(), "指标 " + code + " 重复评分", "The item " + code + " appears twice");
            case WITNESS_REQUIRED -> Reason.of(finding.fault(), "代收群众评议须填写见证人", "A collected answer needs a witness");
            case WITNESS_NOT_EXPECTED -> Reason.of(finding.fault(), "此评议不需要见证人", "This answer has no witness");
        };
    }
}
