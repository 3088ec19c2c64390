package org.jiedui.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting that ends: asks again every 50 ms until the answer is yes or the time is up. */
final class Deadline {

    private static final long PAUSE_MILLIS = 50;

    private final long endNanos;

    private Deadline(Duration duration) {
        endNanos = System.nanoTime() + duration.toNanos();
    }

    static Deadline in(Duration duration) {
        return new Deadline(duration);
    }

    boolean passed() {
        return System.nanoTime() - endNanos > 0;
    }

    /** True as soon as the condition holds, false when it does not within the time. */
    boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed()) {
                return false;
            }
            pause();
        }
        return true;
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting.", interrupted);
        }
    }
}
