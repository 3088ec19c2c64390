package org.jiedui.pairing.pairing;

/** Kind of the helped side. */
public enum HelpedKind {
    HOUSEHOLD,
    MENTEE,
    VILLAGE,
    ENTERPRISE
}
