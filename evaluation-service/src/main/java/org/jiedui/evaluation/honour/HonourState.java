package org.jiedui.evaluation.honour;

/** Whether an honour counts. */
public enum HonourState {
    /** It counts. */
    HELD,
    /** It was revoked, with a reason. */
    REVOKED
}
