package org.jiedui.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GW-03")
class BucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final Bucket.Policy tenPerSecondBurstOfFive = new Bucket.Policy("user", SECOND / 10, 5, "");
    private final Bucket bucket = new Bucket(0);

    @Test
    void burstPassesAndThenNothing_whenAllComeAtOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(bucket.left(tenPerSecondBurstOfFive, 0)).isEqualTo(5 - i);
            assertThat(bucket.take(tenPerSecondBurstOfFive, 0)).isZero();
        }
        assertThat(bucket.take(tenPerSecondBurstOfFive, 0)).isEqualTo(SECOND / 10);
        assertThat(bucket.left(tenPerSecondBurstOfFive, 0)).isZero();
    }

    @Test
    void rateIsKept_whenCallersPushForALongTime() {
        long passed = 0;
        for (long now = 0; now < 100 * SECOND; now += SECOND / 1_000) {
            if (bucket.take(tenPerSecondBurstOfFive, now) == 0) {
                passed++;
            }
        }
        assertThat(passed).isBetween(1_000L, 1_005L);
    }

    @Test
    void noMoreThanTheBurstIsSaved_whenACallerWasAwayForLong() {
        bucket.take(tenPerSecondBurstOfFive, 0);

        assertThat(bucket.left(tenPerSecondBurstOfFive, 1_000 * SECOND)).isEqualTo(5);
    }

    @Test
    void clockMayBeNegativeAndWrap() {
        long start = Long.MAX_VALUE - SECOND;
        Bucket late = new Bucket(start);
        for (int i = 0; i < 5; i++) {
            assertThat(late.take(tenPerSecondBurstOfFive, start)).isZero();
        }
        assertThat(late.take(tenPerSecondBurstOfFive, start)).isPositive();
        assertThat(late.take(tenPerSecondBurstOfFive, start + 2 * SECOND)).isZero();
    }
}
