package org.jiedui.pairing;

import java.util.Arrays;
import java.util.List;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/** Codes in query parameters: several values are separated by commas; what is no code is refused. */
public final class Codes {
    private Codes() {}

    /** The enum constants; empty when the parameter is absent. */
    public static <E extends Enum<E>> List<E> of(String parameter, String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return List.of();
        }
        try {
            return Arrays.stream(value.split(","))
                    .map(code -> Enum.valueOf(type, code.trim()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?" + parameter, "UNKNOWN_CODE", "不在代码表中", "Not in the code list")));
        }
    }

    /** One upper-snake-case code, or null. */
    public static String plain(String parameter, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!value.matches("[A-Z][A-Z0-9_]{0,39}")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?" + parameter, "UNKNOWN_CODE", "不在代码表中", "Not in the code list")));
        }
        return value;
    }

    /** A division code or prefix, or null. */
    public static String region(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!value.matches("\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?region", "FORMAT", "行政区划代码格式错误", "Not a division code")));
        }
        return value;
    }
}
