package org.jiedui.gateway.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One token bucket, kept as a single number: the time at which it would be full again (the generic cell rate algorithm,
 * ITU-T I.371). Needs no timer and no lock. Times are {@link System#nanoTime()} values handed in.
 */
final class Bucket {
    private final AtomicLong fullAt;

    Bucket(long nowNanos) {
        this.fullAt = new AtomicLong(nowNanos);
    }

    /**
     * Takes one token.
     *
     * @return nanoseconds until there will be one, or a value ≤ 0 when one was taken
     */
    long take(Policy policy, long nowNanos) {
        while (true) {
            long seen = fullAt.get();
            long base = seen - nowNanos > 0 ? seen : nowNanos;
            long next = base + policy.intervalNanos();
            long wait = next - nowNanos - policy.depthNanos();
            if (wait > 0) {
                return wait;
            }
            if (fullAt.compareAndSet(seen, next)) {
                return 0;
            }
        }
    }

    /** Tokens left now. */
    long left(Policy policy, long nowNanos) {
        long debt = Math.max(0, fullAt.get() - nowNanos);
        return Math.max(0, (policy.depthNanos() - debt) / policy.intervalNanos());
    }

    /** Nanoseconds until the bucket is full again. */
    long untilFull(long nowNanos) {
        return Math.max(0, fullAt.get() - nowNanos);
    }

    /**
     * The shape of a bucket.
     *
     * @param name how the answer's headers call it
     * @param intervalNanos time in which one token comes back
     * @param burst tokens of a full bucket
     * @param header value of {@code RateLimit-Policy}
     */
    record Policy(String name, long intervalNanos, long burst, String header) {
        static Policy of(String name, LimitsConfig.Rate rate) {
            if (rate.requests() < 1
                    || rate.burst() < 1
                    || rate.per().toMillis() < 1
                    || rate.per().toDays() > 31) {
                throw new IllegalArgumentException(
                        "Rate limit '" + name + "' needs requests >= 1, burst >= 1 and a period of 1 ms to 31 days");
            }
            long interval = Math.max(1, rate.per().toNanos() / rate.requests());
            long window = Math.max(1, Math.round(interval * (double) rate.burst() / 1_000_000_000d));
            return new Policy(name, interval, rate.burst(), "\"" + name + "\";q=" + rate.burst() + ";w=" + window);
        }

        long depthNanos() {
            return intervalNanos * burst;
        }
    }
}
