package org.jiedui.household;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Days and numbers as text. */
public final class Days {
    /** Years 1800 to 9999, as in bodies: every store holds them, and one can reckon with them. */
    private static final Pattern DAY = Pattern.compile("(1[89]|[2-9]\\d)\\d{2}-\\d{2}-\\d{2}");

    private static final Pattern MOMENT = Pattern.compile("(1[89]|[2-8]\\d)\\d{2}-.+");

    private Days() {}

    /** {@code YYYY-MM-DD} of the years 1800 to 9999; throws {@link DateTimeParseException} for all else. */
    public static LocalDate of(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new DateTimeParseException("not a day of the years 1800 to 9999", text, 0);
        }
        return LocalDate.parse(text);
    }

    /** An RFC 3339 time of the years 1800 to 8999; throws {@link DateTimeParseException} for all else. */
    public static Instant moment(String text) {
        if (!MOMENT.matcher(text).matches()) {
            throw new DateTimeParseException("not a time of the years 1800 to 8999", text, 0);
        }
        return Instant.parse(text);
    }

    /** A day; the default when the parameter is absent. */
    public static LocalDate parameter(String name, String text, LocalDate absent) {
        try {
            return text == null ? absent : of(text);
        } catch (DateTimeParseException e) {
            throw Codes.invalid(name, "FORMAT", "应为 YYYY-MM-DD", "Must be YYYY-MM-DD");
        }
    }

    /** A whole number; the default when the parameter is absent. */
    public static int number(String name, String text, int absent, int least, int most) {
        if (text == null) {
            return absent;
        }
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Codes.invalid(
                    name,
                    "OUT_OF_RANGE",
                    "应在 " + least + " 与 " + most + " 之间",
                    "Must be between " + least + " and " + most);
        }
        return Integer.parseInt(text);
    }
}
