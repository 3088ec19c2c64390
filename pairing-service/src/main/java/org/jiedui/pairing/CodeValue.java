package org.jiedui.pairing;

/** A value of a code list: the enum constant's name is the code of our API, the label is what people read. */
public interface CodeValue {
    /** What people read of a code. */
    record Label(String zh, String en) {}

    /** The code, upper snake case; the enum constant's name. */
    String name();

    /** The only place where the code is named. */
    Label label();
}
