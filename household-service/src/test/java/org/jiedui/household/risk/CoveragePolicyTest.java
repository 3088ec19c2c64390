package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiedui.household.plan.MeasureCategory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-16")
class CoveragePolicyTest {
    @Test
    void meetsEachRiskByTheMeasuresOfTheTable() {
        assertThat(CoveragePolicy.suitable(RiskNeed.ILLNESS))
                .containsExactlyInAnyOrder(MeasureCategory.HEALTH, MeasureCategory.SOCIAL_HELP);
        assertThat(CoveragePolicy.suitable(RiskNeed.SCHOOLING))
                .containsExactlyInAnyOrder(
                        MeasureCategory.COMPULSORY_EDUCATION, MeasureCategory.EDUCATION, MeasureCategory.SOCIAL_HELP);
        assertThat(CoveragePolicy.suitable(RiskNeed.DISABILITY))
                .containsExactlyInAnyOrder(MeasureCategory.COMPREHENSIVE_SECURITY, MeasureCategory.SOCIAL_HELP);
        assertThat(CoveragePolicy.suitable(RiskNeed.HOUSING))
                .containsExactlyInAnyOrder(MeasureCategory.SAFE_HOUSING, MeasureCategory.RELOCATION);
        assertThat(CoveragePolicy.suitable(RiskNeed.WATER)).containsExactly(MeasureCategory.SAFE_WATER);
        assertThat(CoveragePolicy.suitable(RiskNeed.OUT_OF_SCHOOL))
                .containsExactly(MeasureCategory.COMPULSORY_EDUCATION);
        assertThat(CoveragePolicy.suitable(RiskNeed.NO_MEDICAL_INSURANCE))
                .containsExactlyInAnyOrder(MeasureCategory.HEALTH, MeasureCategory.SOCIAL_HELP);
        assertThat(CoveragePolicy.suitable(RiskNeed.DEVELOPMENT)).hasSize(4);
    }

    @Test
    void namesWhatIsNotMet() {
        var needs = CoveragePolicy.needs(List.of(Risk.ILLNESS, Risk.UNSTABLE_WORK), 1, 1, 0);
        assertThat(needs).containsExactly(RiskNeed.ILLNESS, RiskNeed.OUT_OF_SCHOOL, RiskNeed.DEVELOPMENT);

        assertThat(CoveragePolicy.unmet(needs, List.of(MeasureCategory.SOCIAL_HELP, MeasureCategory.INDUSTRY)))
                .containsExactly(RiskNeed.OUT_OF_SCHOOL);
        assertThat(CoveragePolicy.unmet(needs, List.of())).isEqualTo(needs);
    }
}
