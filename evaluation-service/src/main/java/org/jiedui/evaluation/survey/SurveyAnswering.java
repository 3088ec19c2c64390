package org.jiedui.evaluation.survey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.answer.AnswerItem;
import org.jiedui.evaluation.answer.AnswerPolicy;
import org.jiedui.evaluation.answer.AnswerPolicy.Question;
import org.jiedui.evaluation.answer.AnswerStore;
import org.jiedui.evaluation.answer.Submission;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleState;
import org.jiedui.evaluation.template.Section;
import org.jiedui.evaluation.template.TemplateRepository;

/**
 * Answers with a token instead of an account (EV-06). Using the token up and sealing the answer are one transaction; a
 * refused answer leaves the token as it was. What a token asks is shown whether or not it was used, so that whoever
 * printed it cannot find out.
 */
@ApplicationScoped
public class SurveyAnswering {
    private final SurveyTokens tokens;
    private final CycleRepository cycles;
    private final TemplateRepository templates;
    private final AnswerStore answers;
    private final TimeSource time;

    SurveyAnswering(
            SurveyTokens tokens,
            CycleRepository cycles,
            TemplateRepository templates,
            AnswerStore answers,
            TimeSource time) {
        this.tokens = tokens;
        this.cycles = cycles;
        this.templates = templates;
        this.answers = answers;
        this.time = time;
    }

    /** What a token asks. */
    public record Questionnaire(Cycle cycle, SurveyTokens.Issued about, Section section) {}

    /** What the token asks; {@code NOT_FOUND} for one that does not exist. */
    public Questionnaire questions(SurveyToken token) {
        var issued = tokens.find(token).orElseThrow(CommonProblem.NOT_FOUND::problem);
        var cycle = cycles.findById(issued.cycle());
        requireOpen(cycle);
        return new Questionnaire(cycle, issued, section(cycle, issued));
    }

    /**
     * Takes the answer of whoever holds the token.
     *
     * @param collector clerk of the token's village who collects it, or null
     * @param witness name of who was present when a clerk collected it, else null
     */
    @Transactional
    public void answer(SurveyToken token, List<AnswerItem> items, String comment, Caller collector, String witness) {
        var issued = tokens.find(token).orElseThrow(CommonProblem.NOT_FOUND::problem);
        if (collector != null && !collector.region().equals(issued.village())) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var cycle = cycles.findById(issued.cycle(), LockModeType.PESSIMISTIC_READ);
        requireOpen(cycle);
        var questions = section(cycle, issued).indicators().stream()
                .map(i -> new Question(i.code(), i.min(), i.max(), i.mandatory()))
                .toList();
        var findings = AnswerPolicy.check(questions, items, collector != null, witness);
        if (!findings.isEmpty()) {
            throw EvaluationProblem.ANSWER_REFUSED.because(
                    findings.stream().map(Submission::reason).toList());
        }
        if (!tokens.use(token)) {
            throw EvaluationProblem.TOKEN_USED.problem();
        }
        answers.storeAnonymous(cycle.id(), issued.subject(), items, comment, witness);
    }

    private void requireOpen(Cycle cycle) {
        if (cycle.state() != CycleState.OPEN) {
            throw EvaluationProblem.CYCLE_NOT_OPEN.problem();
        }
        if (time.today().isAfter(cycle.due())) {
            throw EvaluationProblem.DEADLINE_PASSED.detail("截止日期为 " + cycle.due(), "The last day was " + cycle.due());
        }
    }

    private Section section(Cycle cycle, SurveyTokens.Issued issued) {
        var planned = cycle.plan()
                .path(issued.role(), EvaluationPath.HOUSEHOLD)
                .orElseThrow(() -> new IllegalStateException("cycle " + cycle.id() + " asks no household"));
        return templates.released(planned.templateId(), EvaluationPath.HOUSEHOLD);
    }
}
