package org.jiedui.gateway.resilience;

import java.util.function.LongSupplier;

/**
 * Stops asking a service that mostly fails, and finds out when it is back. Closed: outcomes are counted over a sliding
 * window of ten slices. Open: refuses at once. Half open: a few trials; the first success closes, the first failure opens.
 * Safe for concurrent use; a call costs one short lock.
 */
public final class CircuitBreaker {
    private static final int SLICES = 10;

    private final LongSupplier nanoTime;
    private final long sliceNanos;
    private final int leastOutcomes;
    private final int failurePercent;
    private final long openNanos;
    private final int trials;

    private final int[] successes = new int[SLICES];
    private final int[] failures = new int[SLICES];
    private long slice;
    private boolean closed = true;
    private long openedAt;
    private int trialsLeft;

    /** Closed at first. The clock is a {@link System#nanoTime()}. */
    public CircuitBreaker(ResilienceConfig.Circuit config, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.sliceNanos = Math.max(1, config.window().toNanos() / SLICES);
        this.leastOutcomes = config.leastOutcomes();
        this.failurePercent = config.failurePercent();
        this.openNanos = config.openFor().toNanos();
        this.trials = config.trials();
        this.slice = nanoTime.getAsLong() / sliceNanos;
    }

    /**
     * Asks whether a request may be tried.
     *
     * @return 0 when it may, otherwise the nanoseconds after which asking again makes sense
     */
    public synchronized long tryAcquire() {
        if (closed) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        long remaining = openedAt + openNanos - now;
        if (remaining > 0) {
            return remaining;
        }
        if (trialsLeft == 0) {
            // Trials that never reported (the caller left) must not keep the circuit open for ever.
            if (now - openedAt > 2 * openNanos) {
                openedAt = now - openNanos;
                trialsLeft = trials;
            } else {
                return openNanos;
            }
        }
        trialsLeft--;
        return 0;
    }

    /** Reports that the service answered. */
    public synchronized void succeeded() {
        if (!closed) {
            closed = true;
            java.util.Arrays.fill(successes, 0);
            java.util.Arrays.fill(failures, 0);
        }
        successes[turn()]++;
    }

    /** Reports that the service could not be reached, broke off or took too long. */
    public synchronized void failed() {
        if (!closed) {
            long now = nanoTime.getAsLong();
            if (now - openedAt >= openNanos) {
                open(now);
            }
            return;
        }
        failures[turn()]++;
        int failed = 0;
        int all = 0;
        for (int i = 0; i < SLICES; i++) {
            failed += failures[i];
            all += failures[i] + successes[i];
        }
        if (all >= leastOutcomes && failed * 100L >= (long) failurePercent * all) {
            open(nanoTime.getAsLong());
        }
    }

    /** Whether requests are refused now. */
    public synchronized boolean isOpen() {
        return !closed;
    }

    private void open(long now) {
        closed = false;
        openedAt = now;
        trialsLeft = trials;
    }

    private int turn() {
        long current = nanoTime.getAsLong() / sliceNanos;
        long passed = Math.min(SLICES, current - slice);
        for (long i = 1; i <= passed; i++) {
            int index = (int) Math.floorMod(current - passed + i, (long) SLICES);
            successes[index] = 0;
            failures[index] = 0;
        }
        slice = current;
        return (int) Math.floorMod(current, (long) SLICES);
    }
}
