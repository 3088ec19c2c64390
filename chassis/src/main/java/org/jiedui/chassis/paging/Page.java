package org.jiedui.chassis.paging;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most the asked number
 * @param next opaque cursor of the following page, null at the end
 */
public record Page<T>(List<T> items, String next) {
    /** Makes a page of {@code limit + 1} fetched rows: the extra one says that there is more. */
    public static <T> Page<T> of(List<T> fetched, int limit, Function<T, String> cursorAfter) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        var items = fetched.subList(0, limit);
        return new Page<>(items, cursorAfter.apply(items.get(limit - 1)));
    }

    /** The same page of views. */
    public <V> Page<V> map(Function<? super T, V> view) {
        return new Page<>(items.stream().<V>map(view).toList(), next);
    }
}
