package org.jiedui.pairing.pairing;

/** A decision about a pairing; the name in lower case and with dashes is the last part of its path. */
public enum Step {
    ACCEPT,
    PUBLICISE,
    CONFIRM,
    WITHDRAW,
    SUSPEND,
    COVER,
    RESUME,
    REPLACE_HELPER,
    COMPLETE,
    END,
    REOPEN,
    EXTEND
}
