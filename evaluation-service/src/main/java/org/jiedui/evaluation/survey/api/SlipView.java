package org.jiedui.evaluation.survey.api;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.survey.Slip;

/** One token for handing out. Whether it was used is not told to anybody. */
@Schema(example = """
        {"number":1,"token":"4WQ7XJ2N0KZ8R5TVB3MHY6CPDG","subjectKind":"TEAM",
         "subjectId":"019ab000-3333-7000-8000-000000000001","unit":"农业农村局"}""")
public record SlipView(int number, String token, SubjectRole subjectKind, UUID subjectId, String unit) {
    static SlipView of(Slip slip) {
        return new SlipView(slip.number(), slip.token().text(), slip.subjectKind(), slip.subjectId(), slip.unit());
    }
}
