package org.jiedui.notification.broadcast;

import java.time.Duration;
import java.time.Instant;

/** How many may be told now, so that the pace is kept over the whole (NO-06). Pure. */
public final class PacePolicy {
    private PacePolicy() {}

    /**
     * How many more.
     *
     * @param perMinute recipients told in a minute at most
     * @param told so far
     * @param most in one step
     * @return 0 to {@code most}; the first second's share is there at once
     */
    public static int allowed(int perMinute, Instant startedAt, Instant now, int told, int most) {
        var seconds = Math.max(0, Duration.between(startedAt, now).toMillis()) / 1000.0 + 1;
        var allowed = Math.ceil(perMinute * seconds / 60) - told;
        return (int) Math.max(0, Math.min(most, allowed));
    }
}
