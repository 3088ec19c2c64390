package org.jiedui.evaluation.appeal;

/** Where an appeal stands (EV-09). */
public enum AppealState {
    /** Waits for the re-check. */
    FILED,
    /** The score was computed again; waits for the decision. */
    RECHECKED,
    /** The result was corrected. */
    UPHELD,
    /** The result stands. */
    DISMISSED
}
