package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jiedui.evaluation.scoring.ScoringPolicy.Answer;
import org.jiedui.evaluation.scoring.ScoringPolicy.Item;
import org.jiedui.evaluation.scoring.ScoringPolicy.PathInput;
import org.jiedui.evaluation.scoring.ScoringPolicy.PathScore;
import org.jiedui.evaluation.scoring.ScoringPolicy.Rules;
import org.jiedui.evaluation.scoring.ScoringPolicy.Scored;
import org.jiedui.evaluation.scoring.ScoringPolicy.StepKind;
import org.jiedui.evaluation.scoring.ScoringPolicy.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-07")
class ScoringPolicyTest {
    private static final Rules RULES =
            new Rules(new BigDecimal("90"), new BigDecimal("80"), new BigDecimal("60"), new BigDecimal("0.150"), 10);

    private static Answer percent(int score) {
        return new Answer(UUID.randomUUID(), List.of(new Item("ALL", 100, 0, 100, score)));
    }

    private static PathInput path(String name, int weight, Integer... scores) {
        return new PathInput(
                name,
                weight,
                List.of(scores).stream().map(ScoringPolicyTest::percent).toList());
    }

    private static Subject subject(String unit, PathInput... paths) {
        return new Subject(UUID.randomUUID(), "HELPER", unit, List.of(paths), null, false);
    }

    private static Scored scored(Subject subject) {
        return ScoringPolicy.score(subject, RULES);
    }

    @Test
    void weighsHouseholdFortyUnitThirtyOfficeThirty() {
        var result = scored(subject("u", path("HOUSEHOLD", 40, 90, 80), path("UNIT", 30, 70), path("OFFICE", 30, 100)));

        assertThat(result.score()).isEqualByComparingTo("85.00");
        assertThat(result.band()).isEqualTo(Band.GOOD);
    }

    @Test
    void spreadsItemsOverTheirScale_andGivesTheWeightOfOptionalItemsToTheOthers() {
        var answer = new Answer(UUID.randomUUID(), List.of(new Item("A", 40, 1, 5, 5), new Item("B", 30, 1, 5, 3)));
        var result = scored(subject("u", new PathInput("OFFICE", 100, List.of(answer))));

        assertThat(result.composite()).isEqualByComparingTo("78.571429");
        assertThat(result.score()).isEqualByComparingTo("78.57");
    }

    @Test
    void givesTheWeightOfAMissingPathToTheOthers_inProportion() {
        var result = scored(subject("u", path("PARTNER", 50, 80), path("SELF", 30, 96), path("PEERS", 20)));

        assertThat(result.composite()).isEqualByComparingTo("86");
        assertThat(result.paths())
                .extracting(PathScore::effectiveWeight)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("62.5"), new BigDecimal("37.5"), BigDecimal.ZERO);
        assertThat(result.steps()).extracting(ScoringPolicy.Step::kind).contains(StepKind.PATH_MISSING);
    }

    @Test
    void hasNoScore_whenNobodyAnswered() {
        var result = scored(subject("u", path("UNIT", 50), path("OFFICE", 50)));

        assertThat(result.score()).isNull();
        assertThat(result.band()).isNull();
    }

    @Test
    void drawsBandsAtNinetyEightyAndSixty() {
        assertThat(List.of(90, 89, 80, 79, 60, 59).stream()
                        .map(s -> scored(subject("u", path("OFFICE", 100, s))).band()))
                .containsExactly(
                        Band.EXCELLENT, Band.GOOD, Band.GOOD, Band.QUALIFIED, Band.QUALIFIED, Band.UNQUALIFIED);
    }

    @Test
    void lowersTheBand_forTooFewMeetings_andToTheBottomForMisconduct() {
        var paths = List.of(path("OFFICE", 100, 95));
        var few = scored(new Subject(UUID.randomUUID(), "HELPER", "u", paths, 9, false));
        var enough = scored(new Subject(UUID.randomUUID(), "HELPER", "u", paths, 10, false));
        var misconduct = scored(new Subject(UUID.randomUUID(), "HELPER", "u", paths, 20, true));

        assertThat(List.of(few.band(), enough.band(), misconduct.band()))
                .containsExactly(Band.GOOD, Band.EXCELLENT, Band.UNQUALIFIED);
    }

    @Test
    void letsTheHeaviestPathDecide_whenCompositesAreEqualAtTheBorder() {
        var all = new ArrayList<Scored>();
        var better = scored(subject("u", path("A", 60, 95), path("B", 40, 90)));
        var worse = scored(subject("u", path("A", 60, 93), path("B", 40, 93)));
        all.add(worse);
        all.add(better);
        for (var i = 0; i < 5; i++) {
            all.add(scored(subject("u", path("A", 60, 70), path("B", 40, 70))));
        }

        assertThat(better.composite()).isEqualByComparingTo(worse.composite());
        assertThat(topOf(ScoringPolicy.applyQuota(all, RULES))).containsExactly(better.id());
    }

    @Test
    void lowersAllWhoAreEqualAtTheBorder_soThatTheQuotaHolds() {
        var all = new ArrayList<Scored>();
        for (var i = 0; i < 10; i++) {
            all.add(scored(subject("u", path("A", 100, 95))));
        }

        assertThat(topOf(ScoringPolicy.applyQuota(all, RULES))).isEmpty();
    }

    @Test
    void countsUnitsTogether_thatAreTooSmallForOnePlace() {
        var all = new ArrayList<Scored>();
        for (var i = 0; i < 7; i++) {
            all.add(scored(subject("unit " + i, path("A", 100, 90 + i))));
        }

        assertThat(topOf(ScoringPolicy.applyQuota(all, RULES)))
                .containsExactly(all.get(6).id());
    }

    /** Any input: scores lie between 0 and 100, weights add up, order does not matter, the quota holds. */
    @Test
    void keepsItsInvariants_forAnyAnswers() {
        for (var seed = 1L; seed <= 300; seed++) {
            var random = new Random(seed);
            var subjects = new ArrayList<Subject>();
            for (var i = random.nextInt(40) + 1; i > 0; i--) {
                subjects.add(any(random));
            }
            var forward = ScoringPolicy.applyQuota(
                    subjects.stream().map(ScoringPolicyTest::scored).toList(), RULES);
            Collections.shuffle(subjects, random);
            var shuffled = ScoringPolicy.applyQuota(
                    subjects.stream().map(ScoringPolicyTest::scored).toList(), RULES);

            assertThat(shuffled).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(forward);
            for (var result : forward) {
                if (result.score() != null) {
                    assertThat(result.score()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
                    assertThat(sumOfWeights(result)).isBetween(new BigDecimal("99.9999"), new BigDecimal("100.0001"));
                    assertThat(byHand(result).subtract(result.composite()).abs())
                            .isLessThan(new BigDecimal("0.0001"));
                }
            }
            var members = forward.stream().filter(r -> r.band() != null).count();
            assertThat((double) topOf(forward).size()).as("seed %d", seed).isLessThanOrEqualTo(members * 0.15);
        }
    }

    private static Subject any(Random random) {
        var paths = new ArrayList<PathInput>();
        var first = random.nextInt(60) + 20;
        for (var weight : new int[] {first, 100 - first}) {
            var answers = new ArrayList<Answer>();
            for (var a = random.nextInt(4); a > 0; a--) {
                var max = random.nextInt(100) + 1;
                answers.add(new Answer(
                        new UUID(random.nextLong(), random.nextLong()),
                        List.of(
                                new Item("A", 70, 0, max, random.nextInt(max + 1)),
                                new Item("B", 30, 1, 5, 1 + random.nextInt(5)))));
            }
            paths.add(new PathInput("P" + paths.size(), weight, answers));
        }
        return new Subject(
                new UUID(random.nextLong(), random.nextLong()),
                "HELPER",
                "unit " + random.nextInt(3),
                paths,
                null,
                false);
    }

    private static BigDecimal sumOfWeights(Scored result) {
        return result.paths().stream().map(PathScore::effectiveWeight).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal byHand(Scored result) {
        return result.paths().stream()
                .filter(p -> p.score() != null)
                .map(p -> p.score().multiply(p.effectiveWeight(), MathContext.DECIMAL64))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointLeft(2);
    }

    private static List<UUID> topOf(List<Scored> all) {
        return all.stream()
                .filter(r -> r.band() == Band.EXCELLENT)
                .map(Scored::id)
                .toList();
    }
}
