package org.jiedui.evaluation;

/** What a published result means for the subject's next pairings (EV-10). Pairing and the offices decide; this suggests. */
public enum Consequence {
    /** Preferred in the next matching. */
    PREFER,
    /** Nothing changes. */
    KEEP,
    /** Left out of the next matching; a replacement is suggested for the pairings that it has. */
    REPLACE
}
