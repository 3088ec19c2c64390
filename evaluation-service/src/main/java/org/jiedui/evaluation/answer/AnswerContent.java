package org.jiedui.evaluation.answer;

import java.time.Instant;
import java.util.List;

/**
 * What is inside the seal: everything about an answer, including who gave it and when.
 *
 * @param author account that submitted
 * @param at when
 * @param items scores
 * @param comment words, or null
 * @param witness name of the witness of a collected answer, or null
 */
public record AnswerContent(String author, Instant at, List<AnswerItem> items, String comment, String witness) {
    @Override
    public String toString() {
        return "sealed";
    }
}
