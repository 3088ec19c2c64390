package org.jiedui.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-06")
class TermsTest {
    private static final LocalDate DAY = LocalDate.of(2027, 1, 1);

    private final Terms terms = Terms.NONE
            .and(DAY.minusYears(1), DAY)
            .and(DAY, DAY.plusYears(1))
            .and(DAY.plusYears(1), null)
            .and(DAY, DAY);

    @Test
    void countsWhoHasADayInCommon_upToTheLastOne() {
        assertThat(terms.during(DAY.minusDays(1), DAY.minusDays(1))).isEqualTo(1);
        assertThat(terms.during(DAY.minusDays(1), DAY)).isEqualTo(2);
        assertThat(terms.during(DAY, DAY.plusYears(1).minusDays(1))).isEqualTo(1);
        assertThat(terms.during(DAY, null)).isEqualTo(2);
        assertThat(terms.during(DAY.minusYears(2), null)).isEqualTo(3);
    }

    @Test
    void countsNobody_beforeTheFirstDay() {
        assertThat(terms.during(DAY.minusYears(2), DAY.minusYears(1).minusDays(1)))
                .isZero();
    }

    @Test
    void hasAllInCommon_betweenTheLastBeginAndTheFirstEnd() {
        var some = Terms.NONE
                .and(DAY.minusYears(1), DAY.plusDays(10))
                .and(DAY, null)
                .and(DAY.plusDays(20), DAY.plusDays(20));

        assertThat(some.lastBegin()).isEqualTo(Terms.day(DAY));
        assertThat(some.firstEnd()).isEqualTo(Terms.day(DAY.plusDays(10)));
        assertThat(some.during(some.lastBegin(), some.lastBegin() + 1)).isEqualTo(2);
        assertThat(some.during(some.firstEnd() - 1, some.firstEnd())).isEqualTo(2);
        assertThat(some.during(some.firstEnd(), Terms.after(null))).isEqualTo(1);
        assertThat(Terms.NONE.lastBegin()).isLessThan(Terms.day(DAY));
        assertThat(Terms.NONE.firstEnd()).isGreaterThan(Terms.day(DAY));
    }
}
