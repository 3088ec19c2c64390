package org.jiedui.chassis.database;

import java.util.Collection;

/**
 * Values of a condition {@code field in ?1}. Hibernate keeps the plan of a query whose parameter is one value and works it
 * out anew, at a tenth of a whole request's cost, whenever it is a list; most lists here have one element.
 */
public final class InList {
    private InList() {}

    /** What to set as the parameter: the only element itself, or the whole list. */
    public static Object of(Collection<?> values) {
        return values.size() == 1 ? values.iterator().next() : values;
    }
}
