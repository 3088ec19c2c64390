package org.jiedui.household.registration.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jiedui.chassis.tabular.CellError;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.CodeValue;

/**
 * Reads the cells of one row: codes by code or Chinese label, days, yes and no, money. What cannot be read is noted as
 * an error of its cell and counts as absent.
 */
final class CodeCells {
    private static final Map<Class<?>, Map<String, CodeValue>> LABELS = new ConcurrentHashMap<>();
    private static final Pattern SEPARATOR = Pattern.compile("[;；,，、|]\\s*");
    private static final Pattern DAY = Pattern.compile(
            "((?:1[89]|[2-9]\\d)\\d{2})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(T00:00(:00)?)?|((?:1[89]|[2-9]\\d)\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern MONEY = Pattern.compile("\\d{1,13}(\\.\\d{1,2})?");

    private final Row row;
    private final List<CellError> errors;

    CodeCells(Row row, List<CellError> errors) {
        this.row = row;
        this.errors = errors;
    }

    String text(String column) {
        return row.get(column);
    }

    <E extends Enum<E> & CodeValue> E code(Class<E> list, String column) {
        var text = row.get(column);
        return text == null ? null : code(list, column, text);
    }

    /** Null when the cell is blank; the word 无 says that there are none. */
    <E extends Enum<E> & CodeValue> List<E> codes(Class<E> list, String column) {
        var text = row.get(column);
        if (text == null) {
            return null;
        }
        var codes = new ArrayList<E>();
        if (text.equals("无") || text.equalsIgnoreCase("NO")) {
            return codes;
        }
        for (var part : SEPARATOR.split(text)) {
            var code = part.isBlank() ? null : code(list, column, part.strip());
            if (code != null) {
                codes.add(code);
            }
        }
        return codes;
    }

    private <E extends Enum<E> & CodeValue> E code(Class<E> list, String column, String text) {
        var labels = LABELS.computeIfAbsent(list, CodeCells::labels);
        var found = labels.get(text.toUpperCase(Locale.ROOT));
        if (found == null) {
            errors.add(new CellError(column, "UNKNOWN_CODE", "不在代码表中", "Not in the code list"));
            return null;
        }
        return list.cast(found);
    }

    private static Map<String, CodeValue> labels(Class<?> list) {
        var labels = new HashMap<String, CodeValue>();
        for (var constant : list.getEnumConstants()) {
            var value = (CodeValue) constant;
            labels.put(value.name(), value);
            labels.putIfAbsent(value.zh().toUpperCase(Locale.ROOT), value);
        }
        for (var constant : list.getEnumConstants()) {
            var value = (CodeValue) constant;
            if (value.zh().startsWith("之")) {
                labels.putIfAbsent(value.zh().substring(1), value);
            }
        }
        return labels;
    }

    LocalDate day(String column) {
        var text = row.get(column);
        if (text == null) {
            return null;
        }
        var day = DAY.matcher(text);
        try {
            if (day.matches()) {
                var first = day.group(1) == null ? 5 : 0;
                return LocalDate.of(
                        Integer.parseInt(day.group(first + 1)),
                        Integer.parseInt(day.group(first + 2)),
                        Integer.parseInt(day.group(first + 3)));
            }
        } catch (DateTimeException noSuchDay) {
            errors.add(new CellError(column, "FORMAT", "没有这一天", "No such day"));
            return null;
        }
        errors.add(new CellError(column, "FORMAT", "应为 YYYY-MM-DD", "Must be YYYY-MM-DD"));
        return null;
    }

    Boolean flag(String column) {
        var text = row.get(column);
        if (text == null) {
            return null;
        }
        if (Arrays.asList("是", "TRUE", "1", "Y", "YES").contains(text.toUpperCase(Locale.ROOT))) {
            return true;
        }
        if (Arrays.asList("否", "FALSE", "0", "N", "NO").contains(text.toUpperCase(Locale.ROOT))) {
            return false;
        }
        errors.add(new CellError(column, "FORMAT", "应为 是 或 否", "Must be yes or no"));
        return null;
    }

    Money money(String column) {
        var text = row.get(column);
        if (text == null) {
            return null;
        }
        if (!MONEY.matcher(text).matches()) {
            errors.add(new CellError(
                    column, "FORMAT", "应为不带符号、至多两位小数的金额", "Must be an amount without sign and at most two decimals"));
            return null;
        }
        return Money.of(text);
    }

    Integer months(String column) {
        var text = row.get(column);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d|1[0-2]")) {
            errors.add(new CellError(column, "OUT_OF_RANGE", "应在 0 与 12 之间", "Must be between 0 and 12"));
            return null;
        }
        return Integer.valueOf(text);
    }

    Integer year(String column) {
        var text = row.get(column);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{4}年?")) {
            errors.add(new CellError(column, "FORMAT", "应为四位年度", "Must be a year of four digits"));
            return null;
        }
        return Integer.valueOf(text.substring(0, 4));
    }
}
