package org.jiedui.notification.broadcast;

import java.time.Duration;
import java.time.Instant;

/** How many may be told now, so that no minute has more than its share (NO-06). Pure. */
public final class PacePolicy {
    private PacePolicy() {}

    /** What was not used in a longer time, as by a service that was away, is not made up for. */
    private static final Duration MADE_UP_FOR = Duration.ofSeconds(5);

    /**
     * How many more.
     *
     * @param perMinute recipients told in a minute at most, but for those of five seconds after a halt
     * @param usedUp until when the pace has been used up by who was told; null when nobody was: the first second's share,
     *     at least one, is there at once
     * @param most in one step
     * @return 0 to {@code most}
     */
    public static int allowed(int perMinute, Instant usedUp, Instant now, int most) {
        var unused = Duration.between(from(perMinute, usedUp, now), now).toMillis();
        return (int) Math.max(0, Math.min(most, perMinute * unused / 60_000));
    }

    /** Until when the pace is used up after {@code told} more were told {@code now}. */
    public static Instant usedUp(int perMinute, Instant usedUp, Instant now, int told) {
        return from(perMinute, usedUp, now).plusMillis(told * 60_000L / perMinute);
    }

    private static Instant from(int perMinute, Instant usedUp, Instant now) {
        var one = Duration.ofMillis(60_000L / perMinute + 1);
        if (usedUp == null) {
            return now.minus(longer(one, Duration.ofSeconds(1)));
        }
        var earliest = now.minus(longer(one, MADE_UP_FOR));
        return usedUp.isBefore(earliest) ? earliest : usedUp;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
