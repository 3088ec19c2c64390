package org.jiedui.notification.audience;

/** Whom a reminder goes to, relative to the event that started it. */
public enum Recipient {
    /** The person whom it concerns. */
    PERSON,
    /** The office that a task was given to. */
    ASSIGNED,
    /** Who actively helps the household. */
    HELPERS,
    /** Both sides of the pairing. */
    PARTIES,
    VILLAGE,
    TOWNSHIP,
    COUNTY,
    /** The office at the level of the event's region itself. */
    LOWEST
}
