package org.jiedui.pairing.matching.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.Veto;
import org.jiedui.pairing.matching.engine.Assignment;
import org.jiedui.pairing.matching.engine.AssignmentSolver;
import org.jiedui.pairing.matching.engine.Effort;
import org.jiedui.pairing.matching.engine.Watch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-14")
class MatchingPlanTest {
    private static final String VILLAGE = "330523104201";
    private static final Demand DEMAND = new Demand("PRIMARY", LocalDate.of(2026, 1, 1), null, List.of(), List.of());

    private final HelperFacts teacher = helper(1, "县教育局", 1, "EDUCATION");
    private final HelperFacts doctor = helper(2, "县卫健局", 1, "MEDICINE");
    private final HelpedFacts pupil = household(11, 1, "EDUCATION");
    private final HelpedFacts patient = household(12, 1, "MEDICINE");

    @Test
    void pairsSkillsWithNeeds_whenEverybodyCouldHelpEverybody() throws InterruptedException {
        var plan = plan(List.of(pupil, patient), List.of(doctor, teacher), Map.of(), List.of(), List.of());
        var found = solve(plan);
        assertThat(found.optimal()).isTrue();
        assertThat(plan.lines(found, List.of()))
                .extracting(line -> line.helper().id())
                .containsExactly(teacher.id(), doctor.id());
    }

    @Test
    void followsTheWeights_whenARuleCountsForNothing() throws InterruptedException {
        var near = new HelperFacts(
                doctor.id(),
                "PERSON",
                doctor.kind(),
                null,
                doctor.unit(),
                "COUNTY",
                doctor.skills(),
                VILLAGE,
                "330523",
                LocalDate.of(2020, 1, 1),
                null,
                1,
                0,
                false,
                false,
                false,
                false,
                null,
                false);
        var skillCounts = plan(List.of(pupil), List.of(near, teacher), Map.of(), List.of(), List.of());
        assertThat(skillCounts
                        .lines(solve(skillCounts), List.of())
                        .get(0)
                        .helper()
                        .id())
                .isEqualTo(teacher.id());
        var skillIsNothing = plan(
                List.of(pupil), List.of(near, teacher), Map.of(MatchRule.SKILL_MEETS_NEED, 0), List.of(), List.of());
        assertThat(skillIsNothing
                        .lines(solve(skillIsNothing), List.of())
                        .get(0)
                        .helper()
                        .id())
                .isEqualTo(near.id());
    }

    @Test
    void keepsLocksAndVetoes_whenOthersWouldBeBetter() throws InterruptedException {
        var lock = List.of(new MatchingPlan.Pair(pupil.id(), doctor.id()));
        var veto = List.of(new MatchingPlan.Pair(patient.id(), teacher.id()));
        var plan = plan(List.of(pupil, patient), List.of(doctor, teacher), Map.of(), lock, veto);
        var lines = plan.lines(solve(plan), lock);
        assertThat(lines.get(0).helper().id()).isEqualTo(doctor.id());
        assertThat(lines.get(0).locked()).isTrue();
        assertThat(lines.get(1).helper()).isNull();
    }

    @Test
    void namesWhatStandsAgainstALock_whenItBreaksARule() {
        var full = helper(3, "县农业农村局", 0, "AGRICULTURE");
        var plan = plan(
                List.of(pupil),
                List.of(full),
                Map.of(),
                List.of(new MatchingPlan.Pair(pupil.id(), full.id())),
                List.of());
        assertThat(plan.contradictions()).hasSize(1);
        assertThat(plan.contradictions().get(0).vetoes()).containsExactly(Veto.CAPACITY_FULL);
    }

    @Test
    void neverPairsATie_whenNobodyElseIsThere() throws InterruptedException {
        var snapshot = new MatchingPlan.Snapshot(
                List.of(pupil), Map.of(), List.of(teacher), Map.of(pupil.id(), Set.of(teacher.id())));
        var plan = new MatchingPlan(snapshot, DEMAND, Map.of(), List.of(), List.of());
        var found = solve(plan);
        var line = plan.lines(found, List.of()).get(0);
        assertThat(line.helper()).isNull();
        assertThat(line.blocked()).containsEntry(Veto.CONFLICT_OF_INTEREST, 1);
        assertThat(plan.whatIf(found).ruleRelaxed()).containsEntry(Veto.CONFLICT_OF_INTEREST, 1);
    }

    @Test
    void saysWhoseFurtherPlaceWouldHelp_whenPlacesAreShort() throws InterruptedException {
        var plan = plan(List.of(pupil, patient), List.of(teacher), Map.of(), List.of(), List.of());
        assertThat(plan.whatIf(solve(plan)).onePlaceMore()).containsEntry(teacher.id(), 1);
    }

    private static Assignment solve(MatchingPlan plan) throws InterruptedException {
        return AssignmentSolver.solve(plan.problem(), Effort.within(Duration.ofSeconds(30), 1, 2), Watch.NOBODY);
    }

    private static MatchingPlan plan(
            List<HelpedFacts> households,
            List<HelperFacts> helpers,
            Map<MatchRule, Integer> weights,
            List<MatchingPlan.Pair> locks,
            List<MatchingPlan.Pair> vetoes) {
        return new MatchingPlan(
                new MatchingPlan.Snapshot(households, Map.of(), helpers, Map.of()), DEMAND, weights, locks, vetoes);
    }

    private static HelperFacts helper(int number, String unit, int places, String skill) {
        return new HelperFacts(
                new UUID(0, number),
                "PERSON",
                "TECHNICAL_CADRE",
                null,
                unit,
                "COUNTY",
                List.of(skill),
                "330523",
                "330523",
                LocalDate.of(2020, 1, 1),
                null,
                places,
                0,
                false,
                false,
                false,
                false,
                null,
                false);
    }

    private static HelpedFacts household(int number, int partners, String skill) {
        return new HelpedFacts("HOUSEHOLD", new UUID(0, number), VILLAGE, Set.of(skill), null, partners, List.of());
    }
}
