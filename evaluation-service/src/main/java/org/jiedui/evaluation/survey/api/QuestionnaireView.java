package org.jiedui.evaluation.survey.api;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.survey.SurveyAnswering.Questionnaire;
import org.jiedui.evaluation.template.Indicator;

/**
 * What a token asks. The same before and after its use.
 *
 * @param subjectId who is evaluated
 * @param due last day for answers
 */
public record QuestionnaireView(
        SubjectRole subjectKind,
        UUID subjectId,
        String village,
        LocalDate periodFrom,
        LocalDate periodTo,
        LocalDate due,
        List<Indicator> questions) {
    static QuestionnaireView of(Questionnaire asked) {
        return new QuestionnaireView(
                asked.about().role(),
                asked.about().subject(),
                asked.about().village(),
                asked.cycle().periodFrom(),
                asked.cycle().periodTo(),
                asked.cycle().due(),
                asked.section().indicators());
    }
}
