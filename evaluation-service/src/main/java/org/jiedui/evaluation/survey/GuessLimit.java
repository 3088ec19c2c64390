package org.jiedui.evaluation.survey;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.TimeSource;

/**
 * Slows down whoever tries tokens that do not exist: after so many misses in a minute an address gets 429 until the minute
 * is over. Counted per replica; the tokens' 128 bits do the rest. Nothing about addresses is stored or logged. Remembers
 * the last {@value #MOST_ADDRESSES} addresses: whoever has more of them gets a few more tries, but no more memory.
 */
@Singleton
public class GuessLimit {
    static final int MOST_ADDRESSES = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Misses(Instant since, int count) {}

    private final Map<String, Misses> misses = new LinkedHashMap<>();
    private final SurveyConfig config;
    private final TimeSource time;

    GuessLimit(SurveyConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
    }

    /** Refuses with 429 while the address has missed too often. */
    public void requireFew(String address) {
        var now = time.now();
        synchronized (misses) {
            var known = misses.get(address);
            if (known != null
                    && known.count() >= config.missesPerMinute()
                    && now.isBefore(known.since().plus(WINDOW))) {
                throw CommonProblem.TOO_MANY_REQUESTS
                        .problem()
                        .header(
                                "Retry-After",
                                Duration.between(now, known.since().plus(WINDOW))
                                                .toSeconds()
                                        + 1);
            }
        }
    }

    /** Notes a token that does not exist. */
    public void missed(String address) {
        var now = time.now();
        synchronized (misses) {
            var known = misses.get(address);
            if (known != null && now.isBefore(known.since().plus(WINDOW))) {
                misses.put(address, new Misses(known.since(), known.count() + 1));
            } else {
                // to the end of the order: the first one is always the one whose minute is over soonest
                misses.remove(address);
                misses.put(address, new Misses(now, 1));
            }
            if (misses.size() > MOST_ADDRESSES) {
                misses.remove(misses.keySet().iterator().next());
            }
        }
    }

    int addresses() {
        synchronized (misses) {
            return misses.size();
        }
    }
}
