package org.jiedui.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jiedui.notification.preference.TimingPolicy.Bundle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("NO-04")
class TimingPolicyTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Duration WINDOW = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T21:59, 2026-11-25T21:59",
        "2026-11-25T22:00, 2026-11-26T07:00",
        "2026-11-25T23:59, 2026-11-26T07:00",
        "2026-11-26T00:00, 2026-11-26T07:00",
        "2026-11-26T06:59, 2026-11-26T07:00",
        "2026-11-26T07:00, 2026-11-26T07:00"
    })
    void waitsForTheEndOfQuietHours_thatPassMidnight(String now, String leaves) {
        assertThat(TimingPolicy.afterQuiet(at(now), quiet("22:00", "07:00"))).isEqualTo(at(leaves));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T12:30, 2026-11-25T14:00",
        "2026-11-25T14:00, 2026-11-25T14:00",
        "2026-11-25T11:59, 2026-11-25T11:59"
    })
    void waitsForTheEndOfQuietHours_withinOneDay(String now, String leaves) {
        assertThat(TimingPolicy.afterQuiet(at(now), quiet("12:00", "14:00"))).isEqualTo(at(leaves));
    }

    @Test
    void countsHoursInTheZoneOfTheReader() {
        var habits = new Habits(
                LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Asia/Urumqi"), Digest.NONE, LocalTime.of(8, 0));

        // 23:00 in Shanghai is 21:00 in Urumqi
        assertThat(TimingPolicy.afterQuiet(at("2026-11-25T23:00"), habits)).isEqualTo(at("2026-11-25T23:00"));
    }

    @Test
    void letsUrgentMessagesLeaveAtOnce_andHoldsMandatoryOnesOnlyForQuietHours() {
        var night = at("2026-11-25T23:00");
        var habits = new Habits(LocalTime.of(22, 0), LocalTime.of(7, 0), SHANGHAI, Digest.WEEKLY, LocalTime.of(8, 0));

        assertThat(TimingPolicy.timing(night, habits, true, true, WINDOW))
                .isEqualTo(new TimingPolicy.Timing(night, Bundle.NONE));
        assertThat(TimingPolicy.timing(night, habits, true, false, WINDOW))
                .isEqualTo(new TimingPolicy.Timing(at("2026-11-26T07:00"), Bundle.NONE));
    }

    @Test
    void gathersABurstBySubject_whenThereIsNoDigest() {
        var now = at("2026-11-25T10:00");

        assertThat(TimingPolicy.timing(now, Habits.none(SHANGHAI), false, false, WINDOW))
                .isEqualTo(new TimingPolicy.Timing(now.plus(WINDOW), Bundle.SUBJECT));
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY, 2026-11-25T07:59, 2026-11-25T08:00",
        "DAILY, 2026-11-25T08:00, 2026-11-26T08:00",
        "WEEKLY, 2026-11-25T10:00, 2026-11-30T08:00",
        "WEEKLY, 2026-11-30T07:00, 2026-11-30T08:00",
        "WEEKLY, 2026-11-30T09:00, 2026-12-07T08:00"
    })
    void gathersForTheDigest(Digest digest, String now, String leaves) {
        var habits = new Habits(null, null, SHANGHAI, digest, LocalTime.of(8, 0));

        assertThat(TimingPolicy.timing(at(now), habits, false, false, WINDOW))
                .isEqualTo(new TimingPolicy.Timing(at(leaves), Bundle.DIGEST));
    }

    private static Habits quiet(String from, String to) {
        return new Habits(LocalTime.parse(from), LocalTime.parse(to), SHANGHAI, Digest.NONE, LocalTime.of(8, 0));
    }

    private static Instant at(String local) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), SHANGHAI).toInstant();
    }
}
