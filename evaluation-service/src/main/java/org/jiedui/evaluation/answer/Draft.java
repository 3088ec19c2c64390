package org.jiedui.evaluation.answer;

import java.util.List;

/**
 * An unfinished answer, readable by its author only.
 *
 * @param version 0 while nothing was saved
 */
public record Draft(List<AnswerItem> items, String comment, String witness, long version) {
    /** Before anything was saved. */
    public static final Draft NONE = new Draft(List.of(), null, null, 0);

    @Override
    public String toString() {
        return "draft " + version;
    }
}
