package org.jiedui.household.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jiedui.household.region.ChangeRegions.Succession;
import org.jiedui.household.region.RegionChangePolicy.Fault;
import org.jiedui.household.region.RegionChangePolicy.Finding;
import org.jiedui.household.region.RegionChangePolicy.Known;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-01")
class RegionChangePolicyTest {
    private static final List<Known> KNOWN = List.of(
            new Known("330523", "县", true),
            new Known("330523104", "甲镇", true),
            new Known("330523104201", "东村", true),
            new Known("330523104202", "西村", true),
            new Known("330523105", "乙镇", true),
            new Known("330523105201", "南村", true),
            new Known("330523106", "旧镇", false));

    private static RegionChangePolicy.Result change(RegionChangeKind kind, Succession... successions) {
        return RegionChangePolicy.apply(
                new ChangeRegions(kind, LocalDate.of(2026, 1, 1), "文件", Arrays.asList(successions)), KNOWN);
    }

    private static Succession to(String from, String into, String name) {
        return new Succession(from, into, name);
    }

    private static List<Fault> faults(RegionChangePolicy.Result result) {
        return result.faults().stream().map(Finding::fault).toList();
    }

    @Test
    void mergesVillagesIntoANewOne() {
        var result = change(
                RegionChangeKind.MERGE,
                to("330523104201", "330523104301", "新村"),
                to("330523104202", "330523104301", null));

        assertThat(result.faults()).isEmpty();
        assertThat(result.successions()).extracting(Succession::name).containsOnly("新村");
    }

    @Test
    void carriesVillagesAlong_whenTheirTownshipGetsAnotherCode() {
        var result = change(RegionChangeKind.RECODE, to("330523104", "330523201", "甲街道"));

        assertThat(result.faults()).isEmpty();
        assertThat(result.successions())
                .containsExactly(
                        to("330523104", "330523201", "甲街道"),
                        to("330523104201", "330523201201", "东村"),
                        to("330523104202", "330523201202", "西村"));
    }

    @Test
    void asksForNewCodes_whenVillagesOfMergedTownshipsWouldGetTheSame() {
        assertThat(faults(change(
                        RegionChangeKind.MERGE,
                        to("330523104", "330523104", null),
                        to("330523105", "330523104", null))))
                .containsExactly(Fault.CHILD_COLLISION);
        var mended = change(
                RegionChangeKind.MERGE,
                to("330523104", "330523104", null),
                to("330523105", "330523104", null),
                to("330523105201", "330523104203", null));
        assertThat(mended.faults()).isEmpty();
        assertThat(mended.successions()).contains(to("330523105201", "330523104203", "南村"));
    }

    @Test
    void wantsToKnowWhereEachVillageBelongs_whenATownshipIsSplit() {
        assertThat(faults(change(
                        RegionChangeKind.SPLIT,
                        to("330523104", "330523104", null),
                        to("330523104", "330523107", "丙镇"))))
                .containsExactly(Fault.CHILD_UNASSIGNED);
        assertThat(change(
                                RegionChangeKind.SPLIT,
                                to("330523104", "330523104", null),
                                to("330523104", "330523107", "丙镇"),
                                to("330523104201", "330523104201", null),
                                to("330523104202", "330523107201", null))
                        .faults())
                .isEmpty();
    }

    @Test
    void refusesToRecodeIntoACodeThatMovesToo() {
        assertThat(faults(change(
                        RegionChangeKind.RECODE,
                        to("330523104201", "330523104202", null),
                        to("330523104202", "330523104301", "新村"))))
                .containsExactly(Fault.NOT_A_RECODE);
        assertThat(faults(change(
                        RegionChangeKind.RECODE,
                        to("330523104201", "330523104202", null),
                        to("330523104202", "330523104201", null))))
                .containsExactly(Fault.NOT_A_RECODE);
    }

    @Test
    void refusesAVillageThatGoesIntoOneThatMovesToo() {
        assertThat(change(
                                RegionChangeKind.MERGE,
                                to("330523104", "330523104", null),
                                to("330523105", "330523104", null),
                                to("330523105201", "330523104201", null),
                                to("330523104201", "330523104203", null))
                        .faults())
                .containsExactly(new Finding(2, Fault.SUCCESSOR_MOVES));
        assertThat(change(
                                RegionChangeKind.SPLIT,
                                to("330523104", "330523104", null),
                                to("330523104", "330523107", "丙镇"),
                                to("330523104201", "330523104202", null),
                                to("330523104202", "330523107201", null))
                        .faults())
                .containsExactly(new Finding(2, Fault.SUCCESSOR_MOVES));
        // the other village moves along with its township, without being named
        assertThat(change(
                                RegionChangeKind.RECODE,
                                to("330523104", "330523201", "甲街道"),
                                to("330523105", "330523202", "乙街道"),
                                to("330523105201", "330523104201", null))
                        .faults())
                .containsExactly(new Finding(2, Fault.SUCCESSOR_MOVES));
    }

    @Test
    void letsAVillageThatNamesItselfTakeOthersIn() {
        assertThat(change(
                                RegionChangeKind.SPLIT,
                                to("330523104", "330523104", null),
                                to("330523104", "330523107", "丙镇"),
                                to("330523104201", "330523104201", null),
                                to("330523104201", "330523107201", null),
                                to("330523104202", "330523104201", null))
                        .faults())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotWhatItIsCalled() {
        assertThat(faults(change(RegionChangeKind.RENAME, to("330523104201", "330523104201", null))))
                .contains(Fault.NOT_A_RENAME);
        assertThat(faults(change(RegionChangeKind.MERGE, to("330523104201", "330523104301", "新村"))))
                .contains(Fault.NOT_A_MERGE);
        assertThat(faults(change(RegionChangeKind.SPLIT, to("330523104201", "330523104301", "新村"))))
                .contains(Fault.NOT_A_SPLIT);
        assertThat(faults(change(RegionChangeKind.RECODE, to("330523104201", "330523104201", "新村"))))
                .contains(Fault.NOT_A_RECODE);
        assertThat(faults(change(RegionChangeKind.RECODE, to("330523104201", "330523301", "新村"))))
                .contains(Fault.LEVEL_DIFFERS);
        assertThat(faults(change(RegionChangeKind.RECODE, to("330523106", "330523301", "新镇"))))
                .contains(Fault.NOT_IN_FORCE);
        assertThat(faults(change(RegionChangeKind.RECODE, to("330523105", "330523106", null))))
                .contains(Fault.SUCCESSOR_ABOLISHED);
        assertThat(faults(change(RegionChangeKind.RECODE, to("330523104201", "330523104301", null))))
                .contains(Fault.NAME_MISSING);
        assertThat(faults(change(RegionChangeKind.RECODE, to("330523104201", "330523999301", "新村"))))
                .contains(Fault.UNKNOWN_PARENT);
    }
}
