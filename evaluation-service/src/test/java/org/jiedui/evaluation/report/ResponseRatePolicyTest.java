package org.jiedui.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-13")
@Tag("EV-04")
class ResponseRatePolicyTest {
    @Test
    void withholdsSmallGroups() {
        for (var answered = 0; answered < ResponseRatePolicy.LEAST; answered++) {
            assertThat(ResponseRatePolicy.told(ResponseRatePolicy.LEAST - 1, answered))
                    .isNull();
        }
    }

    @Test
    void neverTellsThatNobodyOrEverybodyAnswered() {
        for (var tasks = ResponseRatePolicy.LEAST; tasks < 500; tasks++) {
            assertThat(ResponseRatePolicy.told(tasks, 0)).isEqualTo(ResponseRatePolicy.told(tasks, 1));
            assertThat(ResponseRatePolicy.told(tasks, tasks)).isEqualTo(ResponseRatePolicy.told(tasks, tasks - 1));
        }
    }

    /** Whoever knows the figure before and after, or of a whole and its parts, is left with at least four possible counts. */
    @Test
    void leavesAtLeastFourPossibleCountsBehindEachFigure() {
        for (var tasks = ResponseRatePolicy.LEAST; tasks < 500; tasks++) {
            for (var answered = 0; answered <= tasks; answered++) {
                var told = ResponseRatePolicy.told(tasks, answered);
                var possible = 0;
                for (var other = 0; other <= tasks; other++) {
                    if (told.equals(ResponseRatePolicy.told(tasks, other))) {
                        possible++;
                    }
                }
                assertThat(possible).as("%d of %d", answered, tasks).isGreaterThanOrEqualTo(4);
            }
        }
    }
}
