package org.jiedui.notification.preference;

/** Whether messages that are not mandatory are gathered into one mail. */
public enum Digest {
    NONE,
    DAILY,
    /** On Mondays. */
    WEEKLY
}
