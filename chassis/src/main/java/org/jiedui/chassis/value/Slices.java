package org.jiedui.chassis.value;

import java.util.ArrayList;
import java.util.List;

/** Divides work for multi-row statements. */
public final class Slices {
    /** Rows of one statement: as many as the driver's cache of prepared statements takes for tables of usual width. */
    public static final int ROWS = 64;

    private Slices() {}

    /**
     * The list in slices of at most {@code most} elements, a power of two; the rest in smaller powers of two. So a batch
     * is made of few different multi-row statements, which stay prepared, instead of a new one for each number of rows.
     */
    public static <T> List<List<T>> of(List<T> all, int most) {
        var slices = new ArrayList<List<T>>();
        var size = most;
        for (var from = 0; from < all.size(); from += size) {
            while (size > all.size() - from) {
                size /= 2;
            }
            slices.add(all.subList(from, from + size));
        }
        return slices;
    }
}
