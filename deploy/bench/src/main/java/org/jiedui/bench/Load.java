package org.jiedui.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Ways to load something: as much as it takes, or at a constant rate whatever it answers. */
final class Load {
    /** One piece of work; {@code thread} counts from 0. */
    interface Work {
        void once(int thread) throws Exception;
    }

    private Load() {}

    /** As many as can be in the time, by so many threads; returns how many a second. */
    static double highest(int threads, Duration time, Work work) throws Exception {
        var done = new AtomicLong();
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        each(threads, thread -> {
            while (System.nanoTime() < end) {
                work.once(thread);
                done.incrementAndGet();
            }
        });
        return done.get() * 1e9 / (System.nanoTime() - begin);
    }

    /**
     * So many a second, each due at its own moment; latencies count from that moment, so that a stall is seen by all who
     * would have waited. In microseconds.
     */
    static Histogram constant(int threads, double perSecond, Duration time, Work work) throws Exception {
        var latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        var begin = System.nanoTime();
        var next = new AtomicLong();
        var count = (long) (perSecond * time.toMillis() / 1000);
        each(threads, thread -> {
            for (var n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                var due = begin + (long) (n * 1e9 / perSecond);
                for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                work.once(thread);
                latencies.recordValue(Math.max(0, System.nanoTime() - due) / 1000);
            }
        });
        return latencies;
    }

    private static void each(int threads, Work work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        var start = new CountDownLatch(1);
        try {
            var running = new java.util.ArrayList<java.util.concurrent.Future<?>>();
            for (var i = 0; i < threads; i++) {
                var thread = i;
                running.add(pool.submit(() -> {
                    start.await();
                    work.once(thread);
                    return null;
                }));
            }
            start.countDown();
            for (var one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
