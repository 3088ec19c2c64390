package org.jiedui.pairing.matching.engine;

import java.time.Duration;

/**
 * How hard the engine tries.
 *
 * @param time wall clock; the search stops at the first of the limits
 * @param rounds limit on work in rounds of the search; with it as the binding limit the same input and seed give the same
 *     result on every machine. {@link Integer#MAX_VALUE}: none
 * @param seed of all random choices
 * @param threads 1 or more
 */
public record Effort(Duration time, int rounds, long seed, int threads) {
    /** Only limited by the clock. */
    public static Effort within(Duration time, long seed, int threads) {
        return new Effort(time, Integer.MAX_VALUE, seed, threads);
    }
}
