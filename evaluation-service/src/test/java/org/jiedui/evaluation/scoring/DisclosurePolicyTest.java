package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jiedui.evaluation.scoring.ScoringPolicy.Answer;
import org.jiedui.evaluation.scoring.ScoringPolicy.Item;
import org.jiedui.evaluation.scoring.ScoringPolicy.PathInput;
import org.jiedui.evaluation.scoring.ScoringPolicy.Rules;
import org.jiedui.evaluation.scoring.ScoringPolicy.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-05")
class DisclosurePolicyTest {
    private static final Set<String> ANONYMOUS = Set.of("HOUSEHOLD");
    private static final Rules RULES =
            new Rules(new BigDecimal("90"), new BigDecimal("80"), new BigDecimal("60"), new BigDecimal("0.150"), 10);

    private static DisclosurePolicy.Shown shown(int households, int units, int offices) {
        var input = input(households, units, offices);
        return DisclosurePolicy.show(input, ScoringPolicy.score(input, RULES), ANONYMOUS, 5, false);
    }

    private static Subject input(int households, int units, int offices) {
        return new Subject(
                UUID.randomUUID(),
                "HELPER",
                "u",
                List.of(path("HOUSEHOLD", 40, households), path("UNIT", 30, units), path("OFFICE", 30, offices)),
                null,
                false);
    }

    private static PathInput path(String name, int weight, int answers) {
        return new PathInput(
                name,
                weight,
                IntStream.range(0, answers)
                        .mapToObj(i -> new Answer(UUID.randomUUID(), List.of(new Item("A", 100, 0, 100, 60 + i))))
                        .toList());
    }

    @Test
    void showsTheAggregateButNoSingleAnswer_fromFiveAnswersUp() {
        var household = shown(5, 1, 1).paths().get(0);

        assertThat(household.score()).isEqualByComparingTo("62");
        assertThat(household.items()).isNull();
    }

    @Test
    void withholdsEveryPath_belowFive_sinceTheDifferenceWouldTell() {
        var shown = shown(4, 1, 1);

        assertThat(shown.paths()).allSatisfy(p -> {
            assertThat(p.score()).isNull();
            assertThat(p.items()).isNull();
        });
        assertThat(shown.paths().get(0).answers()).isNull();
        assertThat(shown.composite()).isNotNull();
    }

    @Test
    void withholdsTheComposite_whenOneOtherPathAtMostCounts() {
        assertThat(shown(1, 1, 0).composite()).isNull();
        assertThat(shown(1, 0, 0).score()).isNull();
        assertThat(shown(0, 1, 0).score()).isNotNull();
    }

    @Test
    void withholdsTheComposite_whenAnotherPathCanBeAnsweredInAFewWaysOnly() {
        assertThat(withheld(teams(4, 5), false)).isTrue();
        assertThat(withheld(teams(4, 100), false)).isFalse();
        assertThat(withheld(teams(5, 5), false)).isFalse();
    }

    @Test
    void withholdsTheComposite_whenAnAnswerWasLeftOutLater_sinceBothTogetherWouldTell() {
        assertThat(withheld(input(4, 1, 1), true)).isTrue();
        assertThat(withheld(input(5, 1, 1), true)).isFalse();
    }

    /** Households, the village on two scales from 1, and an office. */
    private static Subject teams(int households, int max) {
        var village =
                new Answer(UUID.randomUUID(), List.of(new Item("A", 50, 1, max, 3), new Item("B", 50, 1, max, 3)));
        return new Subject(
                UUID.randomUUID(),
                "TEAM",
                "u",
                List.of(
                        path("HOUSEHOLD", 30, households),
                        new PathInput("PARTNER", 10, List.of(village)),
                        path("OFFICE", 20, 1)),
                null,
                false);
    }

    private static boolean withheld(Subject input, boolean leftOut) {
        return DisclosurePolicy.scoreWithheld(input, ScoringPolicy.score(input, RULES), ANONYMOUS, 5, leftOut);
    }

    @Test
    void showsCommentsOfPathsThatCount_ofAnonymousOnesFromFiveAnswersUp() {
        var said = Map.of("HOUSEHOLD", List.of("h"), "UNIT", List.of("u"), "OFFICE", List.of("o"));

        assertThat(DisclosurePolicy.comments(said, scored(4, 1, 0), ANONYMOUS, 5))
                .containsOnlyKeys("UNIT");
        assertThat(DisclosurePolicy.comments(said, scored(5, 0, 1), ANONYMOUS, 5))
                .containsOnlyKeys("HOUSEHOLD", "OFFICE");
    }

    private static ScoringPolicy.Scored scored(int households, int units, int offices) {
        return ScoringPolicy.score(input(households, units, offices), RULES);
    }

    @Test
    void setsFewAnonymousAnswersAside_whenTheirBandWouldBeTheResult() {
        assertThat(answers(1, 0, 0)).isZero();
        assertThat(answers(4, 0, 0)).isZero();
        assertThat(answers(4, 1, 0)).isEqualTo(5);
        assertThat(answers(5, 0, 0)).isEqualTo(5);
    }

    private static int answers(int households, int units, int offices) {
        var input = input(households, units, offices);
        return DisclosurePolicy.withoutFewAlone(input, ANONYMOUS, 5).paths().stream()
                .mapToInt(p -> p.answers().size())
                .sum();
    }
}
