package org.jiedui.evaluation.honour;

/** Whose identifier in pairing the holder's is. */
public enum HolderKind {
    /** A helper or mentor. */
    HELPER,
    /** A mentee. */
    MENTEE
}
