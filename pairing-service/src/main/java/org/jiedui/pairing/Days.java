package org.jiedui.pairing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.time.TimeSource;

/** Days in query parameters. */
public final class Days {
    private Days() {}

    /** The day, or null when there is none; anything that is no day is refused. */
    public static LocalDate parse(String parameter, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?" + parameter, "FORMAT", "应为日期 YYYY-MM-DD", "Must be a day, YYYY-MM-DD")));
        }
    }

    /** The day, today when there is none. */
    public static LocalDate orToday(String parameter, String value, TimeSource time) {
        var day = parse(parameter, value);
        return day == null ? time.today() : day;
    }
}
