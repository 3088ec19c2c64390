package org.jiedui.notification.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("NO-06")
class PacePolicyTest {
    private static final Instant START = Instant.parse("2026-11-21T08:30:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 60, 1_000, 60_000})
    void keepsThePace_whateverTheStepsAndTheHalts(int perMinute) {
        var random = new Random(perMinute);
        var told = new TreeMap<Instant, Integer>();
        Instant usedUp = null;
        var now = START;
        for (var step = 0; step < 2_000; step++) {
            var allowed = PacePolicy.allowed(perMinute, usedUp, now, 2_000);
            assertThat(allowed).isBetween(0, 2_000);
            if (allowed > 0) {
                usedUp = PacePolicy.usedUp(perMinute, usedUp, now, allowed);
                told.merge(now, allowed, Integer::sum);
            }
            now = now.plusMillis(random.nextInt(20) == 0 ? 600_000 : random.nextInt(1_500));
        }
        for (var start : told.keySet()) {
            var minute = told.subMap(start, start.plusSeconds(60)).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(minute).isLessThanOrEqualTo(perMinute + Math.max(1, perMinute / 12) + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 60, 1_000, 60_000})
    void reachesThePace_whenItIsAskedEachSecond(int perMinute) {
        Instant usedUp = null;
        var told = 0;
        for (var second = 0; second < 600; second++) {
            var now = START.plusSeconds(second);
            var allowed = PacePolicy.allowed(perMinute, usedUp, now, 2_000);
            usedUp = allowed == 0 ? usedUp : PacePolicy.usedUp(perMinute, usedUp, now, allowed);
            told += allowed;
        }
        assertThat(told).isBetween(perMinute * 9, perMinute * 10 + perMinute / 60 + 1);
    }

    @Test
    void tellsTheFirstSecondsShareAtOnce_andMakesUpForFiveSecondsAtMost() {
        assertThat(PacePolicy.allowed(600, null, START, 2_000)).isEqualTo(10);
        assertThat(PacePolicy.allowed(1, null, START, 2_000)).isEqualTo(1);
        assertThat(PacePolicy.allowed(600, START, START.plusSeconds(3_600), 2_000))
                .isEqualTo(50);
        assertThat(PacePolicy.allowed(600, START.plusSeconds(5), START, 2_000)).isZero();
    }

    @Test
    void needsTheProvince_onlyForAWholeProvince() {
        assertThat(ApprovalPolicy.needsProvince(segment("33"))).isTrue();
        assertThat(ApprovalPolicy.needsProvince(segment("3305"))).isFalse();
    }

    private static Segment segment(String region) {
        return new Segment(region, Set.of(Segment.Role.HELPER), Set.of(), Set.of(), Set.of());
    }
}
