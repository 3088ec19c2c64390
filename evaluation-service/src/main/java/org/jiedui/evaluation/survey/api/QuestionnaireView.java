package org.jiedui.evaluation.survey.api;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.survey.SurveyAnswering.Questionnaire;
import org.jiedui.evaluation.template.Indicator;

/**
 * What a token asks. The same before and after its use.
 *
 * @param subjectId who is evaluated
 * @param due last day for answers
 */
@Schema(example = """
        {"subjectKind":"TEAM","subjectId":"019ab000-3333-7000-8000-000000000001","village":"330523104201",
         "periodFrom":"2026-01-01","periodTo":"2026-12-31","due":"2027-01-15","questions":[
          {"code":"KNOWN","zh":"知晓工作队","en":"Knows the team","weight":30,"min":1,"max":5,"mandatory":true,
           "rubric":"5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}]}""")
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
