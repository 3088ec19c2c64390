package org.jiedui.notification.preference;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;

/**
 * When a message may leave for a person, and with which others (NO-04). Pure. Urgent ones leave at once; mandatory ones
 * wait for the end of the quiet hours only; the rest is gathered: for the digest, or by subject for a short window, so
 * that a burst about one household is one message.
 */
public final class TimingPolicy {
    private TimingPolicy() {}

    /** What is gathered with what. */
    public enum Bundle {
        /** Leaves alone. */
        NONE,
        /** With others about the same subject. */
        SUBJECT,
        /** With all others of the same recipient. */
        DIGEST
    }

    /**
     * When it leaves.
     *
     * @param notBefore earliest time
     */
    public record Timing(Instant notBefore, Bundle bundle) {}

    /** The timing of one message; {@code window} is how long others about the same subject are waited for. */
    public static Timing timing(Instant now, Habits habits, boolean mandatory, boolean urgent, Duration window) {
        if (urgent) {
            return new Timing(now, Bundle.NONE);
        }
        if (mandatory) {
            return new Timing(afterQuiet(now, habits), Bundle.NONE);
        }
        return switch (habits.digest()) {
            case NONE -> new Timing(afterQuiet(now.plus(window), habits), Bundle.SUBJECT);
            case DAILY -> new Timing(afterQuiet(next(now, habits, false), habits), Bundle.DIGEST);
            case WEEKLY -> new Timing(afterQuiet(next(now, habits, true), habits), Bundle.DIGEST);
        };
    }

    /** The instant itself, or the end of the quiet hours that it lies in. */
    public static Instant afterQuiet(Instant at, Habits habits) {
        if (habits.quietFrom() == null || habits.quietFrom().equals(habits.quietTo())) {
            return at;
        }
        var local = at.atZone(habits.zone());
        if (!quiet(local.toLocalTime(), habits.quietFrom(), habits.quietTo())) {
            return at;
        }
        var end = local.with(habits.quietTo());
        return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
    }

    private static boolean quiet(LocalTime time, LocalTime from, LocalTime to) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    private static Instant next(Instant now, Habits habits, boolean weekly) {
        var local = now.atZone(habits.zone());
        var at = local.with(habits.digestAt());
        if (weekly) {
            at = at.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        }
        if (!at.isAfter(local)) {
            at = weekly ? at.plusWeeks(1) : at.plusDays(1);
        }
        return at.toInstant();
    }
}
