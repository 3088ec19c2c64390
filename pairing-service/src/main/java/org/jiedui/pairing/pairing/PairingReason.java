package org.jiedui.pairing.pairing;

/** Why a pairing rests, changes hands or ends. */
public enum PairingReason {
    HELPER_LEFT,
    HELPER_RETIRED,
    HELPER_TRANSFERRED,
    LONG_LEAVE,
    ILLNESS,
    NOT_SUITED,
    HELPED_MOVED_AWAY,
    HELPED_DIED,
    GOAL_REACHED,
    HOUSEHOLD_STABLE,
    HELPED_CLOSED,
    HELPED_MERGED,
    TERM_OVER,
    OBJECTION_UPHELD,
    BACK_AGAIN,
    /** 退回: a mentee, or a member of a studio, who was absent too often is sent back to the own unit (5.6). */
    SENT_BACK,
    OTHER;

    /** Whether the helper side is gone for good. */
    boolean forGood() {
        return this == HELPER_LEFT || this == HELPER_RETIRED || this == HELPER_TRANSFERRED;
    }
}
