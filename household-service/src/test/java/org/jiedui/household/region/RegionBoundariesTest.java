package org.jiedui.household.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jiedui.household.region.RegionBoundaries.Step;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-01")
class RegionBoundariesTest {
    private static final LocalDate DAY = LocalDate.of(2025, 6, 30);
    private static final LocalDate LATER = LocalDate.of(2026, 1, 1);
    private static final String TOWN = "330523104";

    private static BoundaryCoverage covered(List<Step> steps, String... existed) {
        return RegionBoundaries.trace(TOWN, DAY, steps, Set.of(existed));
    }

    @Test
    void isTheCodeItself_whenNothingChangedSince() {
        var coverage = covered(List.of(new Step(LATER, "330600001001", "330600001002")));

        assertThat(coverage.redrawn()).isFalse();
        assertThat(coverage.prefixes()).containsExactly(TOWN);
    }

    @Test
    void followsAVillageToAnotherTownship_andOnAgain() {
        var coverage = covered(List.of(
                new Step(LATER, TOWN + "201", "330523105301"),
                new Step(LATER.plusYears(1), "330523105301", "330523106301")));

        assertThat(coverage.also()).containsExactly("330523106301");
        assertThat(coverage.prefixes()).containsExactly(TOWN, "330523106301");
        assertThat(coverage.without()).isEmpty();
    }

    @Test
    void leavesOutWhatCameFromElsewhere() {
        var coverage = covered(List.of(new Step(LATER, "330523105201", TOWN + "301")));

        assertThat(coverage.without()).containsExactly(TOWN + "301");
        assertThat(coverage.redrawn()).isTrue();
    }

    @Test
    void namesThePart_whenAVillageIsMergedWithAForeignOne() {
        var merged = covered(
                List.of(new Step(LATER, TOWN + "201", TOWN + "301"), new Step(LATER, "330523105201", TOWN + "301")));

        assertThat(merged.parts()).containsExactly(TOWN + "301");
        assertThat(merged.without()).containsExactly(TOWN + "301");
        var absorbed = covered(
                List.of(new Step(LATER, TOWN + "201", TOWN + "201"), new Step(LATER, "330523105201", TOWN + "201")),
                TOWN + "201");
        assertThat(absorbed.parts()).containsExactly(TOWN + "201");
        assertThat(absorbed.without()).isEmpty();
    }

    @Test
    void coversBothHalves_whenAVillageIsSplit() {
        var coverage = covered(
                List.of(new Step(LATER, TOWN + "201", TOWN + "201"), new Step(LATER, TOWN + "201", "330523105301")),
                TOWN + "201");

        assertThat(coverage.also()).containsExactly("330523105301");
        assertThat(coverage.without()).isEmpty();
        assertThat(coverage.parts()).isEmpty();
    }
}
