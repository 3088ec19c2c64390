package org.jiedui.notification.broadcast;

/** Where a broadcast stands. */
public enum BroadcastState {
    /** Its author writes and counts. */
    DRAFT,
    /** Waits for somebody else's decision. */
    SUBMITTED,
    REJECTED,
    /** Waits for its time. */
    APPROVED,
    SENDING,
    SENT,
    /** Ended by somebody before everybody was told. */
    STOPPED
}
