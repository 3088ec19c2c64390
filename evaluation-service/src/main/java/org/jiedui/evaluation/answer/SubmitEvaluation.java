package org.jiedui.evaluation.answer;

import java.util.List;
import java.util.UUID;

/** Submit the answer to a task. */
public record SubmitEvaluation(UUID taskId, List<AnswerItem> items, String comment, String witness) {
    @Override
    public String toString() {
        return "answer to task " + taskId;
    }
}
