package org.jiedui.evaluation.survey.api;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.survey.SurveyHouseholds;

/** A household that the survey asks. Who lives there is told by {@code /households/{id}}; what it answered by nobody. */
@Schema(example = """
        {"householdId":"0193e0c4-b000-7000-8000-00000000a001","about":[
         {"subjectId":"0193e0c4-b000-7000-8000-00000000a005","subjectKind":"TEAM","unit":"农业农村局","slips":1}]}""")
public record SurveyHouseholdView(UUID householdId, List<SurveyHouseholds.About> about) {
    static SurveyHouseholdView of(SurveyHouseholds.Asked asked) {
        return new SurveyHouseholdView(asked.householdId(), asked.about());
    }
}
