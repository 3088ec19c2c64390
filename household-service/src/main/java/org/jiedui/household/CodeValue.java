package org.jiedui.household;

/** A value of a code list: the enum constant's name is the code of our API, the labels are what people read. */
public interface CodeValue {
    /** The code, upper snake case; the enum constant's name. */
    String name();

    /** Chinese label. */
    String zh();

    /** English label. */
    String en();

    /** Code of the national standard that the list names, or null where there is none. */
    default String national() {
        return null;
    }
}
