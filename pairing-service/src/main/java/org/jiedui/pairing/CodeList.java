package org.jiedui.pairing;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Codes in one ASCII column: sorted, unique, comma-separated, empty for none. */
public final class CodeList {
    private CodeList() {}

    /** The column's text; null counts as none. */
    public static String join(Collection<String> codes) {
        return codes == null ? "" : String.join(",", new TreeSet<>(codes));
    }

    /** The codes of a column. */
    public static List<String> split(String column) {
        return column == null || column.isEmpty() ? List.of() : List.of(column.split(","));
    }
}
