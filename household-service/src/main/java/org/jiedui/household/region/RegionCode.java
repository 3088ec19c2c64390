package org.jiedui.household.region;

import java.util.ArrayList;
import java.util.List;

/**
 * Code of an administrative division.
 *
 * @param digits 2, 4, 6, 9 or 12 digits
 */
public record RegionCode(String digits) {
    private static final int[] LENGTHS = {2, 4, 6, 9, 12};

    /** Refuses anything else. */
    public RegionCode {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("not a division code");
        }
    }

    /** Whether the text is such a code. */
    public static boolean isValid(String text) {
        return text != null && text.matches("\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}");
    }

    /** Level by length. */
    public RegionLevel level() {
        return RegionLevel.values()[index()];
    }

    /** Code of the parent, empty for a province. */
    public String parent() {
        var index = index();
        return index == 0 ? "" : digits.substring(0, LENGTHS[index - 1]);
    }

    /** All ancestors from the province down to itself. */
    public List<String> path() {
        var path = new ArrayList<String>();
        for (var i = 0; i <= index(); i++) {
            path.add(digits.substring(0, LENGTHS[i]));
        }
        return path;
    }

    private int index() {
        var i = 0;
        while (LENGTHS[i] != digits.length()) {
            i++;
        }
        return i;
    }
}
