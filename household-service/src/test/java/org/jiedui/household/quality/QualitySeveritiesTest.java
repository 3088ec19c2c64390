package org.jiedui.household.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-18")
class QualitySeveritiesTest {
    @Test
    void followsTheConfiguration_offBeforeBlockBeforeWarn_otherwiseTheCatalogue() {
        var severities = QualitySeverities.resolve(
                Optional.of(Set.of(QualityRule.ID_MISSING)),
                Optional.of(Set.of(QualityRule.ID_MISSING, QualityRule.SPOUSE_SAME_SEX)),
                Optional.of(Set.of(QualityRule.TWO_HEADS)));

        assertThat(severities)
                .containsEntry(QualityRule.ID_MISSING, QualitySeverity.OFF)
                .containsEntry(QualityRule.SPOUSE_SAME_SEX, QualitySeverity.BLOCK)
                .containsEntry(QualityRule.TWO_HEADS, QualitySeverity.WARN)
                .containsEntry(QualityRule.NO_HEAD, QualitySeverity.BLOCK)
                .containsEntry(QualityRule.NO_HELPER, QualitySeverity.WARN);
    }
}
