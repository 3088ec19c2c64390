package org.jiedui.notification.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When a failed attempt is repeated: pauses double from the first to the longest, each varied by up to a fifth, so that
 * receivers that come back are not met by everybody at once. Pure.
 *
 * @param firstPause after the first failure
 * @param longestPause at most
 */
public record RetryPolicy(Duration firstPause, Duration longestPause) {
    /** What a receiver may ask for at most. */
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    /**
     * The next attempt.
     *
     * @param attempts attempts made so far, at least 1
     * @param wish pause that the receiver asked for, or null
     * @param random 0 to 1
     * @return empty when it would come after {@code giveUpAt}: the delivery is parked
     */
    public Optional<Instant> next(int attempts, Instant now, Instant giveUpAt, Duration wish, double random) {
        var at = now.plus(pause(attempts, wish, random));
        return at.isAfter(giveUpAt) ? Optional.empty() : Optional.of(at);
    }

    /**
     * The pause that a {@code Retry-After} asks for.
     *
     * @param header seconds, or the date when to come again (RFC 9110, section 10.2.3)
     * @return null without a header, and for one that is neither
     */
    static Duration wish(String header, Instant now) {
        if (header == null) {
            return null;
        }
        var value = header.trim();
        if (value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            var pause = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
            return pause.isNegative() ? Duration.ZERO : pause;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The pause after so many failures in a row. */
    public Duration pause(int failures, Duration wish, double random) {
        var doubled = firstPause.toMillis() * Math.pow(2, Math.min(failures - 1, 40));
        var millis = Math.min(doubled, longestPause.toMillis()) * (0.8 + 0.4 * random);
        if (wish != null) {
            var asked = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
            millis = Math.max(millis, asked.toMillis());
        }
        return Duration.ofMillis((long) millis);
    }
}
