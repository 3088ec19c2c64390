package org.jiedui.chassis.value;

import java.util.ArrayList;
import java.util.List;

/** Divides work for multi-row statements. */
public final class Slices {
    /** Rows of one statement: few round trips, and a text that stays well below {@code max_allowed_packet}. */
    public static final int ROWS = 500;

    private Slices() {}

    /** The list in its order, in slices of {@code most} elements and what is left. */
    public static <T> List<List<T>> of(List<T> all, int most) {
        var slices = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += most) {
            slices.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return slices;
    }
}
