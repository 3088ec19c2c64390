package org.jiedui.evaluation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiedui.evaluation.answer.AnswerPolicy.Fault;
import org.jiedui.evaluation.answer.AnswerPolicy.Question;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-01")
class AnswerPolicyTest {
    private static final List<Question> QUESTIONS =
            List.of(new Question("A", 1, 5, true), new Question("B", 1, 5, true), new Question("C", 1, 5, false));

    private static List<Fault> faults(boolean collected, String witness, AnswerItem... items) {
        return AnswerPolicy.check(QUESTIONS, List.of(items), collected, witness).stream()
                .map(AnswerPolicy.Finding::fault)
                .toList();
    }

    @Test
    void acceptsAnAnswer_withoutItsOptionalItem() {
        assertThat(faults(false, null, new AnswerItem("A", 1), new AnswerItem("B", 5)))
                .isEmpty();
    }

    @Test
    void findsEveryFaultAtOnce() {
        assertThat(faults(true, " ", new AnswerItem("A", 6), new AnswerItem("A", 3), new AnswerItem("X", 3)))
                .containsExactlyInAnyOrder(
                        Fault.SCORE_OUTSIDE_SCALE,
                        Fault.DUPLICATE_INDICATOR,
                        Fault.UNKNOWN_INDICATOR,
                        Fault.MANDATORY_ITEM_MISSING,
                        Fault.WITNESS_REQUIRED);
    }

    @Test
    void refusesAWitness_whereNothingIsCollected() {
        assertThat(faults(false, "王五", new AnswerItem("A", 1), new AnswerItem("B", 5)))
                .containsExactly(Fault.WITNESS_NOT_EXPECTED);
    }
}
