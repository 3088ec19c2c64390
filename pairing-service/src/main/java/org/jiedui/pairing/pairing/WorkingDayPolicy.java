package org.jiedui.pairing.pairing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** Counts working days: Monday to Friday, without holidays, with the weekend days that are worked instead (调休). */
public final class WorkingDayPolicy {
    private WorkingDayPolicy() {}

    /** Whether a day is worked. */
    public static boolean works(LocalDate day, Set<LocalDate> holidays, Set<LocalDate> workedWeekends) {
        var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend ? workedWeekends.contains(day) : !holidays.contains(day);
    }

    /** The day on which the last of so many working days after {@code from} is worked. */
    public static LocalDate after(LocalDate from, int days, Set<LocalDate> holidays, Set<LocalDate> workedWeekends) {
        var day = from;
        for (var left = days; left > 0; ) {
            day = day.plusDays(1);
            if (works(day, holidays, workedWeekends)) {
                left--;
            }
        }
        return day;
    }
}
