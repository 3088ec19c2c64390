package org.jiedui.notification.delivery;

import java.time.Duration;

/**
 * How one attempt ended.
 *
 * @param kind what it means for the delivery and its lane
 * @param status status code of the answer, or null without one
 * @param note what happened, without personal data
 * @param retryAfter pause that the receiver asked for, or null
 */
public record Outcome(Kind kind, Integer status, String note, Duration retryAfter) {
    /** What an attempt's end means. */
    public enum Kind {
        /** The receiver has it. */
        ACCEPTED,
        /** The receiver is there but did not take this one: others may go on. */
        REFUSED,
        /** The receiver as such is away or overloaded: its whole lane pauses. */
        UNAVAILABLE,
        /** It can never succeed. */
        HOPELESS
    }

    /** Taken. */
    public static Outcome accepted(Integer status, String note) {
        return new Outcome(Kind.ACCEPTED, status, note, null);
    }

    /** This one was not taken. */
    public static Outcome refused(Integer status, String note) {
        return new Outcome(Kind.REFUSED, status, note, null);
    }

    /** Nothing is taken at present. */
    public static Outcome unavailable(Integer status, String note, Duration retryAfter) {
        return new Outcome(Kind.UNAVAILABLE, status, note, retryAfter);
    }

    /** It will never be taken. */
    public static Outcome hopeless(Integer status, String note) {
        return new Outcome(Kind.HOPELESS, status, note, null);
    }
}
