package org.jiedui.notification.reminder;

/** Where a matter that is waited for stands. */
public enum ReminderState {
    /** Further reminders are due. */
    WAITING,
    /** All reminders of its rule were sent. */
    DONE,
    /** What ends it has happened. */
    STOPPED
}
