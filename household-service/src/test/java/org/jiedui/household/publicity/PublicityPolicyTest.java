package org.jiedui.household.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.registration.MonitoredCategory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-17")
class PublicityPolicyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Test
    void tellsNothingAboutHealth_whateverAHouseholdGot() {
        assertThat(PublicityPolicy.matter(MeasureCategory.HEALTH)).isEqualTo(PublicityMatter.OTHER_HELP);
        assertThat(PublicityPolicy.matter(MeasureCategory.COMPREHENSIVE_SECURITY))
                .isEqualTo(PublicityMatter.OTHER_HELP);
        assertThat(PublicityPolicy.matter(MeasureCategory.INDUSTRY)).isEqualTo(PublicityMatter.INDUSTRY);
        assertThat(Arrays.stream(PublicityMatter.values()).map(PublicityMatter::zh))
                .noneMatch(label -> label.matches(".*(健康|病|残|医).*"));
    }

    @Test
    void namesTheCategoryOfACase_onceThereIsOne() {
        assertThat(PublicityPolicy.matter(null, false)).isEqualTo(PublicityMatter.TO_BE_MONITORED);
        assertThat(PublicityPolicy.matter(MonitoredCategory.MARGINAL, false)).isEqualTo(PublicityMatter.MARGINAL);
        assertThat(PublicityPolicy.matter(MonitoredCategory.MARGINAL, true))
                .isEqualTo(PublicityMatter.TO_BE_ELIMINATED);
    }

    @Test
    void followsItsDays_bothIncluded() {
        assertThat(PublicityPolicy.state(DAY, DAY.plusDays(4), false, false, DAY.minusDays(1)))
                .isEqualTo(PublicityState.SCHEDULED);
        assertThat(PublicityPolicy.state(DAY, DAY.plusDays(4), false, false, DAY.plusDays(4)))
                .isEqualTo(PublicityState.RUNNING);
        assertThat(PublicityPolicy.state(DAY, DAY.plusDays(4), false, false, DAY.plusDays(5)))
                .isEqualTo(PublicityState.OVER);
        assertThat(PublicityPolicy.state(DAY, DAY.plusDays(4), true, false, DAY))
                .isEqualTo(PublicityState.WITHDRAWN);
        assertThat(PublicityPolicy.longEnough(DAY, DAY.plusDays(4), 5)).isTrue();
        assertThat(PublicityPolicy.longEnough(DAY, DAY.plusDays(3), 5)).isFalse();
        assertThat(PublicityPolicy.longEnough(DAY, DAY.plusDays(60), 5)).isFalse();
    }
}
