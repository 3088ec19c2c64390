package org.jiedui.household;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Days and numbers as query parameters. */
public final class Days {
    private Days() {}

    /** A day; the default when the parameter is absent. */
    public static LocalDate parameter(String name, String text, LocalDate absent) {
        try {
            return text == null ? absent : LocalDate.parse(text);
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
