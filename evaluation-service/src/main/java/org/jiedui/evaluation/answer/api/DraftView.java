package org.jiedui.evaluation.answer.api;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.answer.AnswerItem;
import org.jiedui.evaluation.answer.Draft;

/** The caller's own draft; version 0 and empty while nothing was saved. */
@Schema(example = """
        {"taskId":"019ab000-2222-7000-8000-000000000001","items":[{"indicator":"COOPERATION","score":4}],
         "comment":"常驻村里","witness":null,"version":1}""")
public record DraftView(UUID taskId, List<AnswerItem> items, String comment, String witness, long version) {
    static DraftView of(UUID task, Draft draft) {
        return new DraftView(task, draft.items(), draft.comment(), draft.witness(), draft.version());
    }
}
