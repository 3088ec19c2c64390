package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiedui.evaluation.Consequence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-10")
class ConsequencePolicyTest {
    @Test
    void prefersTheTopBand_andSuggestsToReplaceTheLowest() {
        assertThat(ConsequencePolicy.of(Band.EXCELLENT)).isEqualTo(Consequence.PREFER);
        assertThat(ConsequencePolicy.of(Band.GOOD)).isEqualTo(Consequence.KEEP);
        assertThat(ConsequencePolicy.of(Band.QUALIFIED)).isEqualTo(Consequence.KEEP);
        assertThat(ConsequencePolicy.of(Band.UNQUALIFIED)).isEqualTo(Consequence.REPLACE);
    }
}
