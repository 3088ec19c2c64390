package org.jiedui.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-13")
class MatchingPolicyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final List<String> KINDS = List.of(
            "PARTY_GOVERNMENT_CADRE",
            "POLITICAL_LEGAL_CADRE",
            "ECONOMIC_CADRE",
            "TECHNICAL_CADRE",
            "RETIRED_CADRE",
            "VOLUNTEER");
    private static final List<String> SKILLS = List.of("MEDICINE", "EDUCATION", "FINANCE", "TRAINING");
    private static final List<String> REGIONS =
            List.of("330523", "330523104", "330523104201", "330523101001", "330522", "33", "330102");

    @Test
    void prefersTheKindThatFitsTheVillage() {
        var weak = helped(VillageTrait.WEAK, Set.of(), 1, List.of());

        assertThat(score(helper("PARTY_GOVERNMENT_CADRE", List.of()), weak))
                .isEqualTo(score(helper("ECONOMIC_CADRE", List.of()), weak) + 15);
    }

    @Test
    void prefersRetiredCadres_inTheirOwnVillage() {
        var here = helped(null, Set.of(), 1, List.of());
        var points = MatchingPolicy.assess(
                        withRegion(helper("RETIRED_CADRE", List.of()), "330523104201"), here, demand())
                .points();

        assertThat(points).containsEntry(MatchRule.KIND_FITS_VILLAGE, 15).containsEntry(MatchRule.NEAR, 15);
    }

    @Test
    void paysForSkillsThatAreNeeded() {
        var needs = helped(null, Set.of("EDUCATION", "FINANCE", "MEDICINE"), 1, List.of());

        assertThat(points(helper("VOLUNTEER", List.of()), needs)).containsEntry(MatchRule.SKILL_MEETS_NEED, 0);
        assertThat(points(helper("VOLUNTEER", List.of("EDUCATION")), needs))
                .containsEntry(MatchRule.SKILL_MEETS_NEED, 18);
        assertThat(points(helper("VOLUNTEER", List.of("EDUCATION", "FINANCE", "MEDICINE")), needs))
                .containsEntry(MatchRule.SKILL_MEETS_NEED, 30);
    }

    @Test
    @Tag("PA-12")
    void vetoesTheDepartmentThatIsThereAlready_untilThereAreEnough() {
        var helper = helper("VOLUNTEER", List.of());

        assertThat(vetoes(helper, helped(null, Set.of(), 2, List.of("县教育局")))).isEmpty();
        assertThat(vetoes(helper, helped(null, Set.of(), 2, List.of("县 某局")))).isEmpty();
        assertThat(vetoes(helper, helped(null, Set.of(), 2, List.of("某局 ")))).containsExactly(Veto.SAME_DEPARTMENT);
        assertThat(vetoes(helper, helped(null, Set.of(), 2, List.of("某局", "县教育局"))))
                .isEmpty();
        assertThat(vetoes(helper, helped(null, Set.of(), 1, List.of("某局")))).isEmpty();
    }

    @Test
    @Tag("PA-15")
    void tellsEveryVetoAtOnce() {
        var helper = new HelperFacts(
                UUID.randomUUID(),
                "PERSON",
                "VOLUNTEER",
                null,
                null,
                "某局",
                "TOWNSHIP",
                List.of(),
                "330522",
                "330522",
                DAY.plusDays(1),
                null,
                1,
                1,
                true,
                true,
                true,
                true,
                null,
                true,
                List.of(),
                false,
                0,
                null,
                null);
        var demand = new Demand("PRIMARY", DAY, null, List.of("RETIRED_CADRE"), List.of("COUNTY"));

        assertThat(MatchingPolicy.vetoes(helper, helped(null, Set.of(), 1, List.of()), demand))
                .containsExactly(
                        Veto.CAPACITY_FULL,
                        Veto.NOT_AVAILABLE,
                        Veto.OUTSIDE_SERVICE_REGION,
                        Veto.CONFLICT_OF_INTEREST,
                        Veto.SAME_PERSON,
                        Veto.HELPER_IN_NEED,
                        Veto.ALREADY_PAIRED,
                        Veto.KIND_NOT_ALLOWED,
                        Veto.UNIT_LEVEL_NOT_ALLOWED,
                        Veto.EVALUATED_UNFIT);
    }

    @Test
    void keepsItsPromises_forAnyHelper() {
        var random = new Random(20261122);
        for (var i = 0; i < 5_000; i++) {
            var helper = random(random);
            var helped = helped(
                    random.nextInt(5) == 0 ? null : VillageTrait.values()[random.nextInt(4)],
                    subset(random),
                    1 + random.nextInt(2),
                    random.nextBoolean() ? List.of() : List.of("某局"));
            var judged = MatchingPolicy.assess(helper, helped, demand());

            assertThat(MatchingPolicy.score(helper, helped, demand())).isEqualTo(judged.score());
            assertThat(judged.score()).isBetween(0, 100);
            assertThat(judged.score())
                    .isEqualTo(
                            judged.points().values().stream().mapToInt(p -> p).sum());
            judged.points().forEach((rule, points) -> assertThat(points).isBetween(0, rule.most()));
            assertThat(judged.feasible()).isEqualTo(judged.vetoes().isEmpty());
            if (helper.taken() >= helper.places()) {
                assertThat(judged.vetoes()).contains(Veto.CAPACITY_FULL);
            }
            // more skills are never worse
            var better = new ArrayList<>(helper.skills());
            better.add("EDUCATION");
            assertThat(MatchingPolicy.assess(withSkills(helper, better), helped, demand())
                            .score())
                    .isGreaterThanOrEqualTo(judged.score());
        }
    }

    @Test
    void ranksFeasibleOnesFirst_andTheSameWayEachTime() {
        var random = new Random(7);
        var helped = helped(VillageTrait.POOR, Set.of("EDUCATION"), 1, List.of());
        var all = new ArrayList<Map.Entry<HelperFacts, Assessment>>();
        for (var i = 0; i < 500; i++) {
            var helper = random(random);
            all.add(Map.entry(helper, MatchingPolicy.assess(helper, helped, demand())));
        }
        var once = new ArrayList<>(all);
        once.sort(MatchingPolicy.BEST_FIRST);
        java.util.Collections.shuffle(all, random);
        all.sort(MatchingPolicy.BEST_FIRST);

        assertThat(all).isEqualTo(once);
        for (var i = 1; i < once.size(); i++) {
            var before = once.get(i - 1).getValue();
            var after = once.get(i).getValue();
            assertThat(before.feasible() || !after.feasible()).isTrue();
            if (before.feasible() == after.feasible()) {
                assertThat(before.score()).isGreaterThanOrEqualTo(after.score());
            }
        }
    }

    @Test
    void knowsHowNearRegionsAre() {
        assertThat(MatchingPolicy.nearness("330523104201", "330523104201")).isEqualTo(4);
        assertThat(MatchingPolicy.nearness("330523104201", "330523104202")).isEqualTo(3);
        assertThat(MatchingPolicy.nearness("330523", "330523104202")).isEqualTo(2);
        assertThat(MatchingPolicy.nearness("330522", "330523104202")).isEqualTo(1);
        assertThat(MatchingPolicy.nearness("3301", "330523104202")).isZero();
        assertThat(Sides.ancestors("330523104201"))
                .containsExactly("33", "3305", "330523", "330523104", "330523104201");
    }

    @Test
    void prefersWhoSpeaksTheDialect_andJudgesNobodyOfWhomNothingIsKnown() {
        var place = speaking(Set.of("WU"));

        assertThat(points(speaking(List.of("MANDARIN", "WU")), place)).containsEntry(MatchRule.DIALECT, 5);
        assertThat(points(speaking(List.of("MANDARIN")), place)).containsEntry(MatchRule.DIALECT, 0);
        assertThat(points(speaking(List.of()), place)).doesNotContainKey(MatchRule.DIALECT);
        assertThat(points(speaking(List.of("WU")), speaking(Set.<String>of()))).doesNotContainKey(MatchRule.DIALECT);
    }

    @Test
    void paysForWishes_halfForOneSide() {
        var helped = helped(null, Set.of(), 1, List.of());
        var helper = helper("VOLUNTEER", List.of());

        assertThat(points(helper.towards(false, false, false, 2), helped)).containsEntry(MatchRule.MUTUAL_WISH, 10);
        assertThat(points(helper.towards(false, false, false, 1), helped)).containsEntry(MatchRule.MUTUAL_WISH, 5);
        assertThat(points(helper, helped)).containsEntry(MatchRule.MUTUAL_WISH, 0);
    }

    @Test
    void paysForAnEarlierPairing() {
        var helped = helped(null, Set.of(), 1, List.of());
        var helper = helper("VOLUNTEER", List.of());

        assertThat(points(helper.towards(false, false, true, 0), helped)).containsEntry(MatchRule.CONTINUITY, 5);
        assertThat(points(helper, helped)).containsEntry(MatchRule.CONTINUITY, 0);
    }

    @Test
    void paysForLightLoadAndGoodEvaluations() {
        var helped = helped(null, Set.of(), 1, List.of());
        var half = new HelperFacts(
                UUID.randomUUID(),
                "PERSON",
                "VOLUNTEER",
                null,
                null,
                "某局",
                "COUNTY",
                List.of(),
                "330523",
                "330523",
                DAY,
                null,
                4,
                2,
                false,
                false,
                false,
                false,
                BigDecimal.valueOf(80),
                false,
                List.of(),
                false,
                0,
                null,
                null);

        assertThat(points(half, helped))
                .containsEntry(MatchRule.LIGHT_LOAD, 5)
                .containsEntry(MatchRule.PAST_EVALUATION, 8);
    }

    @Test
    void measuresTheWay_whenTimesOrCentroidsAreKnown() {
        var helped = helped(null, Set.of(), 1, List.of());
        var there = helped.region();
        var entered = new Roads(Map.of(), Map.of(there, Map.of("330523", 120)));
        var centroids = new Roads(
                Map.of("330523", new Roads.Centroid(30.6, 119.7), there, new Roads.Centroid(30.6, 119.7)), Map.of());
        var helper = helper("VOLUNTEER", List.of());

        // as entered, in either direction and for the divisions below: two of four hours
        assertThat(entered.minutes("330523101", there)).isEqualTo(120);
        assertThat(nearPoints(helper, helped, entered)).isEqualTo(8);
        assertThat(nearPoints(helper, helped, centroids)).isEqualTo(15);
        assertThat(centroids.minutes("440100", there)).isEqualTo(Roads.UNKNOWN);
        // Hangzhou to Anji are some 55 km by the line
        assertThat(Roads.kilometres(new Roads.Centroid(30.25, 120.17), new Roads.Centroid(30.64, 119.68)))
                .isBetween(60.0, 68.0);
    }

    @Test
    void vetoesByTheThreshold_whenARuleWasMadeHard() {
        var book = new RuleBook(Map.of(
                MatchRule.SKILL_MEETS_NEED, new RuleBook.Count(40, 60), MatchRule.DIALECT, new RuleBook.Count(0, 100)));
        var demand = new Demand("PRIMARY", DAY, null, List.of(), List.of(), book, Roads.NONE);
        var needs = helped(null, Set.of("EDUCATION", "FINANCE"), 1, List.of());

        assertThat(MatchingPolicy.vetoes(helper("VOLUNTEER", List.of()), needs, demand))
                .containsExactly(Veto.SKILL_MISSING);
        var enough = MatchingPolicy.assess(helper("VOLUNTEER", List.of("FINANCE")), needs, demand);
        assertThat(enough.vetoes()).isEmpty();
        assertThat(enough.score()).isEqualTo(70);
        assertThat(MatchingPolicy.vetoes(speaking(List.of("MANDARIN")), speaking(Set.of("WU")), demand))
                .containsExactly(Veto.DIALECT_NOT_SHARED);
    }

    @Test
    void vetoesWhoHasLessThanHalf_whicheverRuleWasMadeHard() {
        var weak = helped(VillageTrait.WEAK, Set.of(), 1, List.of());
        var cadre = helper("PARTY_GOVERNMENT_CADRE", List.of());

        assertThat(vetoes(MatchRule.KIND_FITS_VILLAGE, helper("ECONOMIC_CADRE", List.of()), weak))
                .containsExactly(Veto.KIND_DOES_NOT_FIT);
        assertThat(vetoes(MatchRule.KIND_FITS_VILLAGE, cadre, weak)).isEmpty();
        assertThat(vetoes(MatchRule.NEAR, withRegion(cadre, "330522"), weak)).containsExactly(Veto.TOO_FAR);
        assertThat(vetoes(MatchRule.NEAR, cadre, weak)).isEmpty();
        assertThat(vetoes(MatchRule.LIGHT_LOAD, carrying(cadre, 3, null), weak)).containsExactly(Veto.LOAD_TOO_HIGH);
        assertThat(vetoes(MatchRule.LIGHT_LOAD, carrying(cadre, 2, null), weak)).isEmpty();
        assertThat(vetoes(MatchRule.PAST_EVALUATION, carrying(cadre, 0, BigDecimal.valueOf(49)), weak))
                .containsExactly(Veto.EVALUATION_TOO_LOW);
        assertThat(vetoes(MatchRule.PAST_EVALUATION, carrying(cadre, 0, BigDecimal.valueOf(50)), weak))
                .isEmpty();
        assertThat(vetoes(MatchRule.PAST_EVALUATION, cadre, weak))
                .as("never evaluated")
                .isEmpty();
        assertThat(vetoes(MatchRule.MUTUAL_WISH, cadre, weak)).containsExactly(Veto.NOT_WISHED);
        assertThat(vetoes(MatchRule.MUTUAL_WISH, cadre.towards(false, false, false, 1), weak))
                .isEmpty();
        assertThat(vetoes(MatchRule.CONTINUITY, cadre, weak)).containsExactly(Veto.NOT_CONTINUED);
        assertThat(vetoes(MatchRule.CONTINUITY, cadre.towards(false, false, true, 0), weak))
                .isEmpty();
    }

    /** Where half of one rule is asked for. */
    private static List<Veto> vetoes(MatchRule hard, HelperFacts helper, HelpedFacts helped) {
        var book = new RuleBook(Map.of(hard, new RuleBook.Count(10, 50)));
        return MatchingPolicy.vetoes(
                helper, helped, new Demand("PRIMARY", DAY, null, List.of(), List.of(), book, Roads.NONE));
    }

    /** The same with some of four places taken. */
    private static HelperFacts carrying(HelperFacts h, int taken, BigDecimal score) {
        return new HelperFacts(
                h.id(),
                h.side(),
                h.kind(),
                h.leaderKind(),
                h.account(),
                h.unit(),
                h.unitLevel(),
                h.skills(),
                h.region(),
                h.serviceRegion(),
                h.availableFrom(),
                h.availableTo(),
                4,
                taken,
                false,
                false,
                false,
                false,
                score,
                false,
                List.of(),
                false,
                0,
                null,
                null);
    }

    @Test
    @Tag("PA-11")
    void vetoesWhoIsOnLeave_onTheFirstDayOnly() {
        var h = helper("VOLUNTEER", List.of());
        var away = new HelperFacts(
                h.id(),
                h.side(),
                h.kind(),
                h.leaderKind(),
                h.account(),
                h.unit(),
                h.unitLevel(),
                h.skills(),
                h.region(),
                h.serviceRegion(),
                h.availableFrom(),
                h.availableTo(),
                h.places(),
                h.taken(),
                false,
                false,
                false,
                false,
                null,
                false,
                List.of(),
                false,
                0,
                DAY,
                DAY.plusDays(30));
        var helped = helped(null, Set.of(), 1, List.of());

        assertThat(vetoes(away, helped)).containsExactly(Veto.ON_LEAVE);
        for (var day : List.of(DAY.minusDays(1), DAY.plusDays(30))) {
            var demand = new Demand("PRIMARY", day, null, List.of(), List.of());
            assertThat(MatchingPolicy.vetoes(away, helped, demand)).isEmpty();
        }
        assertThat(RemedyPolicy.against(Veto.ON_LEAVE, away, helped, demand()).value())
                .isEqualTo(DAY.plusDays(30).toString());
    }

    @Test
    void saysWhatWouldMakeEachVetoGoAway() {
        var helped = helped(null, Set.of(), 1, List.of());
        var helper = withRegion(helper("VOLUNTEER", List.of()), "330522");
        var late = new Demand("PRIMARY", DAY.minusYears(2), null, List.of(), List.of());

        assertThat(RemedyPolicy.against(Veto.NOT_AVAILABLE, helper, helped, late))
                .isEqualTo(new Remedy(
                        Remedy.Code.BEGIN_LATER, true, DAY.minusYears(1).toString()));
        assertThat(RemedyPolicy.against(Veto.CAPACITY_FULL, helper, helped, late)
                        .value())
                .isEqualTo("1");
        assertThat(RemedyPolicy.against(Veto.CONFLICT_OF_INTEREST, helper, helped, late)
                        .possible())
                .isFalse();
        assertThat(RemedyPolicy.against(
                                Veto.OUTSIDE_SERVICE_REGION,
                                new HelperFacts(
                                        helper.id(),
                                        "PERSON",
                                        "VOLUNTEER",
                                        null,
                                        null,
                                        "某局",
                                        "COUNTY",
                                        List.of(),
                                        "330522",
                                        "330522",
                                        DAY,
                                        null,
                                        1,
                                        0,
                                        false,
                                        false,
                                        false,
                                        false,
                                        null,
                                        false,
                                        List.of(),
                                        false,
                                        0,
                                        null,
                                        null),
                                helped,
                                late)
                        .value())
                .isEqualTo("3305");
        for (var veto : Veto.values()) {
            if (veto != Veto.LEAVES_BEFORE_END) {
                var remedy = RemedyPolicy.against(veto, helper, helped, late);
                assertThat(remedy.zh()).isNotBlank();
                assertThat(remedy.en()).isNotBlank();
            }
        }
    }

    private static int nearPoints(HelperFacts helper, HelpedFacts helped, Roads roads) {
        var demand = new Demand("PRIMARY", DAY, null, List.of(), List.of(), RuleBook.SHIPPED, roads);
        return MatchingPolicy.assess(helper, helped, demand).points().get(MatchRule.NEAR);
    }

    private static HelperFacts speaking(List<String> languages) {
        var h = helper("VOLUNTEER", List.of());
        return new HelperFacts(
                h.id(),
                h.side(),
                h.kind(),
                h.leaderKind(),
                h.account(),
                h.unit(),
                h.unitLevel(),
                h.skills(),
                h.region(),
                h.serviceRegion(),
                h.availableFrom(),
                h.availableTo(),
                h.places(),
                h.taken(),
                false,
                false,
                false,
                false,
                null,
                false,
                languages,
                false,
                0,
                null,
                null);
    }

    private static HelpedFacts speaking(Set<String> dialects) {
        return new HelpedFacts(
                "HOUSEHOLD", UUID.randomUUID(), "330523104201", Set.of(), Set.of(), 1, List.of(), dialects);
    }

    private static HelperFacts random(Random random) {
        return new HelperFacts(
                new UUID(random.nextLong(), random.nextLong()),
                "PERSON",
                KINDS.get(random.nextInt(KINDS.size())),
                null,
                null,
                random.nextBoolean() ? "某局" : "县教育局",
                "COUNTY",
                List.copyOf(subset(random)),
                REGIONS.get(random.nextInt(REGIONS.size())),
                REGIONS.get(random.nextInt(REGIONS.size())),
                DAY.minusDays(random.nextInt(100) - 10),
                random.nextBoolean() ? null : DAY.plusDays(random.nextInt(100) - 10),
                random.nextInt(4),
                random.nextInt(4),
                random.nextInt(9) == 0,
                random.nextInt(9) == 0,
                random.nextInt(9) == 0,
                random.nextInt(9) == 0,
                random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(101)),
                random.nextInt(9) == 0,
                List.of(),
                false,
                0,
                null,
                null);
    }

    private static Set<String> subset(Random random) {
        var some = new TreeSet<String>();
        SKILLS.forEach(skill -> {
            if (random.nextBoolean()) {
                some.add(skill);
            }
        });
        return some;
    }

    private static HelperFacts helper(String kind, List<String> skills) {
        return new HelperFacts(
                UUID.randomUUID(),
                "PERSON",
                kind,
                null,
                null,
                "某局",
                "COUNTY",
                skills,
                "330523",
                "330523",
                DAY.minusYears(1),
                null,
                1,
                0,
                false,
                false,
                false,
                false,
                null,
                false,
                List.of(),
                false,
                0,
                null,
                null);
    }

    private static HelperFacts withRegion(HelperFacts h, String region) {
        return new HelperFacts(
                h.id(),
                h.side(),
                h.kind(),
                h.leaderKind(),
                h.account(),
                h.unit(),
                h.unitLevel(),
                h.skills(),
                region,
                h.serviceRegion(),
                h.availableFrom(),
                h.availableTo(),
                h.places(),
                h.taken(),
                h.tied(),
                h.inNeed(),
                h.paired(),
                h.samePerson(),
                h.score(),
                h.unfit(),
                List.of(),
                false,
                0,
                null,
                null);
    }

    private static HelperFacts withSkills(HelperFacts h, List<String> skills) {
        return new HelperFacts(
                h.id(),
                h.side(),
                h.kind(),
                h.leaderKind(),
                h.account(),
                h.unit(),
                h.unitLevel(),
                skills,
                h.region(),
                h.serviceRegion(),
                h.availableFrom(),
                h.availableTo(),
                h.places(),
                h.taken(),
                h.tied(),
                h.inNeed(),
                h.paired(),
                h.samePerson(),
                h.score(),
                h.unfit(),
                List.of(),
                false,
                0,
                null,
                null);
    }

    private static HelpedFacts helped(VillageTrait trait, Set<String> wanted, int required, List<String> units) {
        return new HelpedFacts("HOUSEHOLD", UUID.randomUUID(), "330523104201", wanted, trait, required, units);
    }

    private static Demand demand() {
        return new Demand("PRIMARY", DAY, null, List.of(), List.of());
    }

    private static int score(HelperFacts helper, HelpedFacts helped) {
        return MatchingPolicy.assess(helper, helped, demand()).score();
    }

    private static Map<MatchRule, Integer> points(HelperFacts helper, HelpedFacts helped) {
        return MatchingPolicy.assess(helper, helped, demand()).points();
    }

    private static List<Veto> vetoes(HelperFacts helper, HelpedFacts helped) {
        return MatchingPolicy.vetoes(helper, helped, demand());
    }
}
