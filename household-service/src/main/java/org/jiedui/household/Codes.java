package org.jiedui.household;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.web.CodeParameter;

/** Lists of codes as text: comma-separated in columns and in query parameters, in the order of their code list. */
public final class Codes {
    private Codes() {}

    /** The column's text; empty for none. */
    public static <E extends Enum<E>> String join(Collection<E> codes) {
        return codes.stream().distinct().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    /** What {@link #join} wrote. */
    public static <E extends Enum<E>> List<E> split(Class<E> list, String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        var codes = new ArrayList<E>();
        var from = 0;
        for (var comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            codes.add(Enum.valueOf(list, text.substring(from, comma)));
            from = comma + 1;
        }
        codes.add(Enum.valueOf(list, text.substring(from)));
        return List.copyOf(codes);
    }

    /** Names of codes, for events. */
    public static List<String> names(Collection<? extends Enum<?>> codes) {
        return codes.stream().<String>map(Enum::name).toList();
    }

    /** Codes of a query parameter; {@code UNKNOWN_CODE} for what is not in the list. Empty when the parameter is absent. */
    public static <E extends Enum<E>> List<E> parameter(Class<E> list, String name, String text) {
        return CodeParameter.of(list, name, text);
    }

    /** {@code true} or {@code false}; null when the parameter is absent. */
    public static Boolean flag(String name, String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, "FORMAT", "应为 true 或 false", "Must be true or false");
        };
    }

    /** A division code of 2, 4, 6, 9 or 12 digits as prefix pattern; null when the parameter is absent. */
    public static String regionPattern(String name, String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")) {
            throw invalid(
                    name, "FORMAT", "应为 2、4、6、9 或 12 位区划代码", "Must be a division code of 2, 4, 6, 9 or 12 digits");
        }
        return text + "%";
    }

    /** A refused query parameter. */
    public static RuntimeException invalid(String name, String code, String zh, String en) {
        return CommonProblem.INVALID_REQUEST.violations(List.of(new Violation("?" + name, code, zh, en)));
    }
}
