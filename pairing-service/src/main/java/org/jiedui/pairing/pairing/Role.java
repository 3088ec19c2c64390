package org.jiedui.pairing.pairing;

/** Role of the helper side. */
public enum Role {
    /** Answers for the helped side. */
    PRIMARY,
    /** Supports. */
    SUPPORTING
}
