package org.jiedui.household.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Arithmetic of working days: Monday to Friday, without the holidays, with the days that are worked in exchange (调休).
 * Years of which nothing was published have their weekends only.
 *
 * @param holidays days off, whatever weekday
 * @param workdays days worked, whatever weekday; a day is not in both
 */
public record WorkingDays(Set<LocalDate> holidays, Set<LocalDate> workdays) {
    /** Most days that may be counted at once: about four years. */
    public static final int MOST = 1000;

    /** Monday to Friday only. */
    public static final WorkingDays WEEKDAYS = new WorkingDays(Set.of(), Set.of());

    /** Keeps own copies. */
    public WorkingDays {
        holidays = Set.copyOf(holidays);
        workdays = Set.copyOf(workdays);
    }

    /** Whether offices work on that day. */
    public boolean isWorkingDay(LocalDate day) {
        if (workdays.contains(day)) {
            return true;
        }
        return !holidays.contains(day)
                && day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * The n-th working day after a day; the day itself is never counted. With 0 it is the day itself, or the first working
     * day after it.
     *
     * @param days 0 to {@link #MOST}
     */
    public LocalDate plusWorkingDays(LocalDate from, int days) {
        if (days < 0 || days > MOST) {
            throw new IllegalArgumentException("0 to " + MOST + " working days");
        }
        var day = from;
        for (var left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** How many working days there are after {@code from} up to {@code to}, 0 when {@code to} is not later. */
    public int between(LocalDate from, LocalDate to) {
        return (int) from.plusDays(1)
                .datesUntil(to.isAfter(from) ? to.plusDays(1) : from.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }
}
