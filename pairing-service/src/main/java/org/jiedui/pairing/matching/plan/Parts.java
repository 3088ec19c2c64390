package org.jiedui.pairing.matching.plan;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Works on parts that share nothing side by side. */
public final class Parts {
    private static final long LOOK_MILLIS = 200;

    private Parts() {}

    /** Work on one part; on a thread of its own when there are several. */
    @FunctionalInterface
    public interface Work<P, R> {
        /** Does it. */
        R on(P part) throws InterruptedException;
    }

    /**
     * Works on all and hands over what came out in the order of the parts, on the caller's thread; no more than one part
     * waits for a thread and in memory beside those that are worked on.
     *
     * @param threads 1: all on the caller's thread
     * @param meanwhile called a few times a second while waiting; what it throws ends everything
     * @throws InterruptedException when the caller or the work was interrupted
     */
    public static <P, R> void each(
            Iterator<P> parts, int threads, Work<P, R> work, Consumer<R> take, Runnable meanwhile)
            throws InterruptedException {
        if (threads == 1) {
            while (parts.hasNext()) {
                take.accept(work.on(parts.next()));
            }
            return;
        }
        var pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "matching-part");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var running = new ArrayDeque<Future<R>>();
            while (parts.hasNext() || !running.isEmpty()) {
                while (parts.hasNext() && running.size() <= threads) {
                    var part = parts.next();
                    running.add(pool.submit(() -> work.on(part)));
                }
                take.accept(result(running.remove(), meanwhile));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future, Runnable meanwhile) throws InterruptedException {
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                if (e.getCause() instanceof InterruptedException interrupted) {
                    throw interrupted;
                }
                throw new IllegalStateException("work on a part failed", e.getCause());
            }
        }
    }
}
