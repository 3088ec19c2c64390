package org.jiedui.notification.reminder;

/** What makes a reminder needless when it is due, seen from the own copy of the pairings. */
public enum Unless {
    NEVER,
    /** The event named no day to count from: without a term there is no end of it. */
    NO_ANCHOR,
    /** The helper has an active pairing. */
    HELPER_ACTIVE,
    /** Somebody actively helps the household. */
    HOUSEHOLD_HELPED
}
