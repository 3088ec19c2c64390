package org.jiedui.household.calendar;

import java.time.LocalDate;

/**
 * A day that differs from its weekday, or a weekend day within a holiday.
 *
 * @param name of the holiday, such as 春节
 */
public record CalendarDay(LocalDate day, DayKind kind, String name) {}
