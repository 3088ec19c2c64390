package org.jiedui.evaluation.answer.api;

import java.util.List;
import java.util.UUID;
import org.jiedui.evaluation.answer.AnswerItem;
import org.jiedui.evaluation.answer.Draft;

/** The caller's own draft; version 0 and empty while nothing was saved. */
public record DraftView(UUID taskId, List<AnswerItem> items, String comment, String witness, long version) {
    static DraftView of(UUID task, Draft draft) {
        return new DraftView(task, draft.items(), draft.comment(), draft.witness(), draft.version());
    }
}
