package org.jiedui.notification.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/** When a matter is reminded of, and when the supervisor is told too (NO-07). Pure. */
public final class ReminderPolicy {
    /** Reminders that count from a day leave when offices open. */
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private static final Duration SETTLED = Duration.ofMinutes(10);

    private ReminderPolicy() {}

    /**
     * The first reminder: so long after the event, or so long before or after the anchor's morning; never before the
     * event, and not within minutes of the event's arrival, so that a backlog that is read in one go reminds of nothing that
     * its later events end.
     */
    public static Instant first(Period delay, Instant occurredAt, LocalDate anchor, ZoneId zone, Instant arrivedAt) {
        var at = anchor == null
                ? occurredAt.atZone(zone).plus(delay)
                : anchor.atTime(MORNING).atZone(zone).plus(delay);
        var first = at.toInstant().isBefore(occurredAt) ? occurredAt : at.toInstant();
        var earliest = arrivedAt.plus(SETTLED);
        return first.isBefore(earliest) ? earliest : first;
    }

    /** The reminder after this one; empty when it was the last. */
    public static Optional<Instant> next(Period repeatEvery, int most, int sent, Instant now, ZoneId zone) {
        return repeatEvery == null || sent >= most
                ? Optional.empty()
                : Optional.of(now.atZone(zone).plus(repeatEvery).toInstant());
    }

    /** Whether the reminder with this number, from 1, also goes to the supervisor. */
    public static boolean escalated(int escalateAfter, int number) {
        return escalateAfter > 0 && number > escalateAfter;
    }
}
