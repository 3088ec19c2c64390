package org.jiedui.household.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.jiedui.chassis.value.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-11")
class SharePolicyTest {
    @Test
    void givesTheCentsThatCannotBeSharedToTheFirst() {
        assertThat(SharePolicy.shares(Money.of("100.00"), 3))
                .containsExactly(Money.of("33.34"), Money.of("33.33"), Money.of("33.33"));
        assertThat(SharePolicy.shares(Money.of("0.01"), 2)).containsExactly(Money.of("0.01"), Money.ZERO);
    }

    @Test
    void addsUpToTheTotal_whateverItIs() {
        var random = new Random(11);
        for (var i = 0; i < 500; i++) {
            var total = new Money(BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 2));
            var households = 1 + random.nextInt(5000);
            var shares = SharePolicy.shares(total, households);
            assertThat(shares).hasSize(households);
            assertThat(shares.stream().reduce(Money.ZERO, Money::plus)).isEqualTo(total);
            assertThat(shares.get(0).minus(shares.get(households - 1)).yuan())
                    .isBetween(BigDecimal.ZERO, new BigDecimal("0.01"));
        }
    }
}
