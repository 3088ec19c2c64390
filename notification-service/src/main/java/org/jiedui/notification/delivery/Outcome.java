package org.jiedui.notification.delivery;

import java.time.Duration;

/**
 * How one attempt ended.
 *
 * @param kind what it means for the delivery and its lane
 * @param status status code of the answer, or null without one
 * @param note what happened, without personal data
 * @param retryAfter pause that the receiver asked for or, of what is postponed, until it is due; or null
 * @param reference what the provider calls the message, or null
 * @param requestHead what was sent before the body, without secrets, or null
 * @param answerHead what came back before the body, or null
 */
public record Outcome(
        Kind kind,
        Integer status,
        String note,
        Duration retryAfter,
        String reference,
        String requestHead,
        String answerHead) {
    /** What an attempt's end means. */
    public enum Kind {
        /** The receiver has it. */
        ACCEPTED,
        /** The receiver is there but did not take this one: others may go on. */
        REFUSED,
        /** The receiver as such is away or overloaded: its whole lane pauses. */
        UNAVAILABLE,
        /** It can never succeed. */
        HOPELESS,
        /** It was not tried and is due later. */
        POSTPONED
    }

    /** Taken. */
    public static Outcome accepted(Integer status, String note) {
        return new Outcome(Kind.ACCEPTED, status, note, null, null, null, null);
    }

    /** This one was not taken. */
    public static Outcome refused(Integer status, String note) {
        return new Outcome(Kind.REFUSED, status, note, null, null, null, null);
    }

    /** Nothing is taken at present. */
    public static Outcome unavailable(Integer status, String note, Duration retryAfter) {
        return new Outcome(Kind.UNAVAILABLE, status, note, retryAfter, null, null, null);
    }

    /** It will never be taken. */
    public static Outcome hopeless(Integer status, String note) {
        return new Outcome(Kind.HOPELESS, status, note, null, null, null, null);
    }

    /** Not tried: it is due later. */
    public static Outcome postponed(Duration until) {
        return new Outcome(Kind.POSTPONED, null, null, until, null, null, null);
    }

    /** The same with the name that the provider gave to the message. */
    public Outcome called(String name) {
        return new Outcome(kind, status, note, retryAfter, name, requestHead, answerHead);
    }

    /** The same with the heads of request and answer. */
    public Outcome with(String request, String answer) {
        return new Outcome(kind, status, note, retryAfter, reference, request, answer);
    }
}
