package org.jiedui.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NO-05")
class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(6));

    @Test
    void doublesThePauseUpToTheLongest() {
        assertThat(policy.pause(1, null, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.pause(2, null, 0.5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.pause(60, null, 0.5)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void variesByAFifth() {
        var random = new Random(7);
        for (var i = 0; i < 1000; i++) {
            assertThat(policy.pause(1, null, random.nextDouble()))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        }
    }

    @Test
    void heedsTheReceiversWish_withinAnHour() {
        assertThat(policy.pause(1, Duration.ofSeconds(90), 0.5)).isEqualTo(Duration.ofSeconds(90));
        assertThat(policy.pause(1, Duration.ofDays(9), 0.5)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void readsTheReceiversWish_asSecondsOrAsADate() {
        var now = Instant.parse("2026-11-21T08:30:00Z");
        assertThat(RetryPolicy.wish(" 120 ", now)).isEqualTo(Duration.ofSeconds(120));
        assertThat(RetryPolicy.wish("Sat, 21 Nov 2026 08:32:30 GMT", now)).isEqualTo(Duration.ofSeconds(150));
        assertThat(RetryPolicy.wish("Fri, 20 Nov 2026 08:32:30 GMT", now)).isZero();
        assertThat(RetryPolicy.wish("-5", now)).isNull();
        assertThat(RetryPolicy.wish("soon", now)).isNull();
        assertThat(RetryPolicy.wish(null, now)).isNull();
    }

    @Test
    void givesUp_whenTheNextAttemptWouldComeTooLate() {
        assertThat(policy.next(3, NOW, NOW.plusSeconds(10), null, 0.5)).isEmpty();
        assertThat(policy.next(1, NOW, NOW.plusSeconds(10), null, 0.5)).contains(NOW.plusSeconds(5));
    }

    @Test
    void triesManyTimesInThreeDays() {
        var at = NOW;
        var attempts = 0;
        while (true) {
            attempts++;
            var next = policy.next(attempts, at, NOW.plus(Duration.ofDays(3)), null, 0.5);
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        assertThat(attempts).isBetween(15, 40);
    }
}
