package org.jiedui.evaluation.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** Whether an answer fits its questions. Pure; finds everything at once. */
public final class AnswerPolicy {
    /** A question to be answered with a score from {@code min} to {@code max}. */
    public record Question(String code, int min, int max, boolean mandatory) {}

    /** Why an answer is refused. */
    public enum Fault {
        /** A mandatory item is missing. */
        MANDATORY_ITEM_MISSING,
        /** A score is outside the scale of its indicator. */
        SCORE_OUTSIDE_SCALE,
        /** No such indicator. */
        UNKNOWN_INDICATOR,
        /** An indicator has two scores. */
        DUPLICATE_INDICATOR,
        /** A collected answer needs the name of a witness. */
        WITNESS_REQUIRED,
        /** Only collected answers have a witness. */
        WITNESS_NOT_EXPECTED
    }

    /**
     * One fault.
     *
     * @param question its indicator, or null where it is about the answer as a whole
     */
    public record Finding(Fault fault, String indicator, Question question) {}

    private AnswerPolicy() {}

    /**
     * All faults, none when the answer may be taken.
     *
     * @param collected whether somebody collects the answer for the one who is asked
     */
    public static List<Finding> check(
            List<Question> questions, List<AnswerItem> items, boolean collected, String witness) {
        var byCode = new HashMap<String, Question>();
        questions.forEach(q -> byCode.put(q.code(), q));
        var findings = new ArrayList<Finding>();
        var answered = new HashSet<String>();
        for (var item : items) {
            var question = byCode.get(item.indicator());
            if (question == null) {
                findings.add(new Finding(Fault.UNKNOWN_INDICATOR, null, null));
            } else if (!answered.add(item.indicator())) {
                findings.add(new Finding(Fault.DUPLICATE_INDICATOR, question.code(), question));
            } else if (item.score() < question.min() || item.score() > question.max()) {
                findings.add(new Finding(Fault.SCORE_OUTSIDE_SCALE, question.code(), question));
            }
        }
        questions.stream()
                .filter(q -> q.mandatory() && !answered.contains(q.code()))
                .forEach(q -> findings.add(new Finding(Fault.MANDATORY_ITEM_MISSING, q.code(), q)));
        if (collected && (witness == null || witness.isBlank())) {
            findings.add(new Finding(Fault.WITNESS_REQUIRED, null, null));
        }
        if (!collected && witness != null) {
            findings.add(new Finding(Fault.WITNESS_NOT_EXPECTED, null, null));
        }
        return findings;
    }
}
