package org.jiedui.pairing.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-14")
class TallyTest {
    @Test
    void tellsNoCost_untilNothingButTheLastPartIsAtWork() {
        var tally = new Tally(3);
        assertThat(tally.value(10)).isNull();
        tally.add(10, 8);
        assertThat(tally.value(20)).isNull();
        assertThat(tally.bound(15)).isNull();

        tally.add(20, 15);

        assertThat(tally.value(7)).isEqualTo(37);
        assertThat(tally.bound(5)).isEqualTo(28);
        assertThat(tally.value(Long.MAX_VALUE)).isNull();
        assertThat(tally.bound(Long.MIN_VALUE)).isNull();
    }

    @Test
    void tellsTheCostAtOnce_whenThereIsOnePart() {
        assertThat(new Tally(1).value(10)).isEqualTo(10);
        assertThat(new Tally(1).bound(9)).isEqualTo(9);
    }
}
