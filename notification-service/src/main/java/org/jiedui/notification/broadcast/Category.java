package org.jiedui.notification.broadcast;

/** What kind of information it is. */
public enum Category {
    TECHNIQUE,
    MARKET,
    TRAINING
}
