package org.jiedui.evaluation.survey.api;

import java.util.UUID;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.survey.Slip;

/** One token for handing out. Whether it was used is not told to anybody. */
public record SlipView(int number, String token, SubjectRole subjectKind, UUID subjectId, String unit) {
    static SlipView of(Slip slip) {
        return new SlipView(slip.number(), slip.token().text(), slip.subjectKind(), slip.subjectId(), slip.unit());
    }
}
