package org.jiedui.evaluation.survey;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.TimeSource;

/**
 * Slows down whoever tries tokens that do not exist: after so many misses in a minute an address gets 429 until the minute
 * is over. Counted per replica; the tokens' 128 bits do the rest. Nothing about addresses is stored or logged.
 */
@Singleton
public class GuessLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 100_000;

    private record Misses(Instant since, int count) {}

    private final ConcurrentHashMap<String, Misses> misses = new ConcurrentHashMap<>();
    private final SurveyConfig config;
    private final TimeSource time;

    GuessLimit(SurveyConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
    }

    /** Refuses with 429 while the address has missed too often. */
    public void requireFew(String address) {
        var now = time.now();
        var known = misses.get(address);
        if (known != null && known.count() >= config.missesPerMinute()) {
            var end = known.since().plus(WINDOW);
            if (now.isBefore(end)) {
                throw CommonProblem.TOO_MANY_REQUESTS
                        .problem()
                        .header("Retry-After", Duration.between(now, end).toSeconds() + 1);
            }
            misses.remove(address, known);
        }
    }

    /** Notes a token that does not exist. */
    public void missed(String address) {
        var now = time.now();
        if (misses.size() >= MOST_ADDRESSES) {
            misses.values().removeIf(m -> !now.isBefore(m.since().plus(WINDOW)));
        }
        misses.merge(
                address,
                new Misses(now, 1),
                (old, one) -> now.isBefore(old.since().plus(WINDOW)) ? new Misses(old.since(), old.count() + 1) : one);
    }
}
