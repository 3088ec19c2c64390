package org.jiedui.household.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-13")
class WorkingDaysTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 18);

    /** National Day 2026: off from 1 to 7 October, worked on Sunday 20 September and Saturday 10 October. */
    private static final WorkingDays AUTUMN = new WorkingDays(
            LocalDate.of(2026, 10, 1).datesUntil(LocalDate.of(2026, 10, 8)).collect(Collectors.toSet()),
            Set.of(LocalDate.of(2026, 9, 20), LocalDate.of(2026, 10, 10)));

    @Test
    void leavesOutWeekends_whenNothingIsPublished() {
        assertThat(WorkingDays.WEEKDAYS.plusWorkingDays(FRIDAY, 1)).isEqualTo(LocalDate.of(2026, 9, 21));
        assertThat(WorkingDays.WEEKDAYS.plusWorkingDays(FRIDAY, 5)).isEqualTo(LocalDate.of(2026, 9, 25));
        assertThat(WorkingDays.WEEKDAYS.plusWorkingDays(FRIDAY.plusDays(1), 0)).isEqualTo(LocalDate.of(2026, 9, 21));
        assertThat(WorkingDays.WEEKDAYS.plusWorkingDays(FRIDAY, 0)).isEqualTo(FRIDAY);
    }

    @Test
    void leavesOutHolidaysAndCountsDaysWorkedInExchange() {
        assertThat(AUTUMN.plusWorkingDays(FRIDAY, 1)).isEqualTo(LocalDate.of(2026, 9, 20));
        assertThat(AUTUMN.plusWorkingDays(LocalDate.of(2026, 9, 30), 1)).isEqualTo(LocalDate.of(2026, 10, 8));
        assertThat(AUTUMN.plusWorkingDays(LocalDate.of(2026, 9, 30), 3)).isEqualTo(LocalDate.of(2026, 10, 10));
        assertThat(AUTUMN.isWorkingDay(LocalDate.of(2026, 10, 11))).isFalse();
    }

    @Test
    void countsAsManyDaysBetweenAsWereAdded() {
        var random = new Random(7);
        for (var i = 0; i < 200; i++) {
            var from = FRIDAY.plusDays(random.nextInt(60) - 30);
            var days = 1 + random.nextInt(40);
            var to = AUTUMN.plusWorkingDays(from, days);
            assertThat(AUTUMN.between(from, to)).isEqualTo(days);
            assertThat(AUTUMN.isWorkingDay(to)).isTrue();
        }
        assertThat(AUTUMN.between(FRIDAY, FRIDAY.minusDays(3))).isZero();
    }

    @Test
    void refusesDaysOutOfRange() {
        assertThatThrownBy(() -> AUTUMN.plusWorkingDays(FRIDAY, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AUTUMN.plusWorkingDays(FRIDAY, WorkingDays.MOST + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
