package org.jiedui.chassis.tabular;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is true of the text of a cell in every format. */
final class Cells {
    private static final Pattern GUARDED = Pattern.compile("^'+[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern DANGEROUS = Pattern.compile("^'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Cells() {}

    /** Without white space at both ends, including the ideographic and the non-breaking space and a stray BOM. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00A0' || c == '\uFEFF';
    }

    /**
     * Puts a cell into its row, stripped; a blank one is left out. What must be refused is there too, so that reports can
     * show it beside the error.
     */
    static void put(
            Map<String, String> values, List<CellError> errors, String column, String text, TabularLimits limits) {
        var value = strip(text);
        if (value.isEmpty()) {
            return;
        }
        if (value.length() > limits.maxCellLength()) {
            errors.add(CellError.tooLong(column, limits.maxCellLength()));
            values.put(column, value.substring(0, limits.maxCellLength()));
            return;
        }
        values.put(column, value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\uFFFD' || isLoneSurrogate(value, i)) {
                errors.add(CellError.encoding(column));
                return;
            }
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                errors.add(CellError.control(column));
                return;
            }
        }
    }

    private static boolean isLoneSurrogate(String value, int i) {
        char c = value.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    /**
     * Makes text harmless that a spreadsheet would take for a formula, by a leading apostrophe (OWASP, CSV injection).
     * {@link #unguard} restores every text exactly. Plain numbers stay.
     */
    static String guard(String text) {
        return DANGEROUS.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    /** Takes the apostrophe away again that {@link #guard} has put. */
    static String unguard(String text) {
        return GUARDED.matcher(text).matches() ? text.substring(1) : text;
    }

    /** The text with everything that XML 1.0 cannot carry replaced by U+FFFD. */
    static String xmlSafe(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            var allowed =
                    c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !isLoneSurrogate(text, i) || c == '\n' || c == '\t';
            if (!allowed) {
                safe = safe == null ? new StringBuilder(text) : safe;
                safe.setCharAt(i, '\uFFFD');
            }
        }
        return safe == null ? text : safe.toString();
    }
}
