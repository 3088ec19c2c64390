package org.jiedui.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-12")
class FormPolicyTest {
    @Test
    void asksForTwoDepartments_inEachOfTheFourSituations() {
        assertThat(FormPolicy.requiredPartners(0, List.of("WATER"), 2, true)).isEqualTo(1);
        assertThat(FormPolicy.requiredPartners(1, List.of(), 2, true)).isEqualTo(2);
        assertThat(FormPolicy.requiredPartners(0, List.of("SCHOOLING", "WATER"), 2, true))
                .isEqualTo(2);
        assertThat(FormPolicy.requiredPartners(0, List.of(), 0, true)).isEqualTo(2);
        assertThat(FormPolicy.requiredPartners(0, List.of(), 2, false)).isEqualTo(2);
    }

    @Test
    void countsADepartmentOnce_howeverItIsWritten() {
        assertThat(FormPolicy.departments(List.of("县教育局", " 县教育局 ", "Finance  Bureau", "finance bureau")))
                .isEqualTo(2);
        assertThat(FormPolicy.departments(List.of())).isZero();
    }

    @Test
    @Tag("PA-01")
    void asksForAProgrammesFewest_ofWhoeverHasOrGetsAHelper_andNeverForMoreThanItTakes() {
        assertThat(FormPolicy.within(1, 0, 3, 6)).isEqualTo(3);
        assertThat(FormPolicy.within(0, 1, 3, 6)).isEqualTo(2);
        assertThat(FormPolicy.within(2, 1, 1, 6)).isEqualTo(2);
        assertThat(FormPolicy.within(0, 0, 3, 6))
                .as("somebody helps in another programme")
                .isZero();
        assertThat(FormPolicy.within(2, 0, 3, 1)).isEqualTo(1);
        assertThat(FormPolicy.within(1, 5, 1, -1)).isZero();
        assertThat(FormPolicy.mostPrimary("HOUSEHOLD", 3, 2)).isEqualTo(2);
        assertThat(FormPolicy.mostPrimary("HOUSEHOLD", 1, 2)).isEqualTo(1);
        assertThat(FormPolicy.mostPrimary("MENTEE", 3, 1)).isEqualTo(3);
    }

    @Test
    void breaks_whenTheSecondDepartmentGoes() {
        assertThat(FormPolicy.wouldBreak(2, List.of("县教育局"), "县人社局")).isTrue();
        assertThat(FormPolicy.wouldBreak(2, List.of("县教育局", "县水利局"), "县人社局")).isFalse();
        // the department stays, or was missing before
        assertThat(FormPolicy.wouldBreak(2, List.of("县教育局", "县人社局"), " 县人社局")).isFalse();
        assertThat(FormPolicy.wouldBreak(2, List.of("县教育局"), "县教育局")).isFalse();
        assertThat(FormPolicy.wouldBreak(1, List.of("县教育局"), "县人社局")).isFalse();
    }
}
