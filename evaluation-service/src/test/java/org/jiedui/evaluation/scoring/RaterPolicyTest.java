package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jiedui.evaluation.scoring.ScoringPolicy.Answer;
import org.jiedui.evaluation.scoring.ScoringPolicy.Item;
import org.jiedui.evaluation.scoring.ScoringPolicy.PathInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-07")
class RaterPolicyTest {
    private static final ScoringPolicy.Rules RULES = new ScoringPolicy.Rules(
            new BigDecimal("90"), new BigDecimal("80"), new BigDecimal("60"), new BigDecimal("0.150"), 10);

    private final RaterPolicy.Raters raters = RaterPolicy.Raters.none(new UUID(0, 0));

    private void rates(String rater, int... scores) {
        for (var score : scores) {
            raters.count("OFFICE", rater, BigDecimal.valueOf(score));
        }
    }

    @Test
    void movesLenientAndStrictRaters_byAShareOfTheirDistanceFromTheMean() {
        rates("strict", 50, 70);
        rates("lenient", 90, 110 - 10);

        assertThat(raters.shift("OFFICE", "strict", BigDecimal.ONE, 2)).isEqualByComparingTo("17.5");
        assertThat(raters.shift("OFFICE", "lenient", new BigDecimal("0.5"), 2)).isEqualByComparingTo("-8.75");
    }

    @Test
    void leavesRatersWithFewAnswers_andOtherPaths() {
        rates("one", 50);
        rates("many", 90, 90, 90);

        assertThat(raters.shift("OFFICE", "one", BigDecimal.ONE, 2)).isNull();
        assertThat(raters.shift("UNIT", "many", BigDecimal.ONE, 2)).isNull();
        assertThat(raters.shift("OFFICE", "unknown", BigDecimal.ONE, 2)).isNull();
        assertThat(raters.shift("OFFICE", null, BigDecimal.ONE, 2)).isNull();
    }

    @Test
    void staysOnTheScale_andIsPartOfWhatIsComputedAgain() {
        var answer =
                new Answer(UUID.randomUUID(), List.of(new Item("A", 100, 0, 100, 95)), new BigDecimal("17.500000"));
        var subject = new ScoringPolicy.Subject(
                UUID.randomUUID(), "HELPER", "u", List.of(new PathInput("OFFICE", 100, List.of(answer))), null, false);

        assertThat(ScoringPolicy.score(subject, RULES).composite()).isEqualByComparingTo("100");
    }
}
