package org.jiedui.chassis.job;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.Ids;

/** Writes the numbers 1 to n, ten per chunk, into the table of effects; can be made to stop or fail on the way. */
@Singleton
class CountingHandler implements JobHandler {
    /**
     * What to do.
     *
     * @param count how many numbers
     * @param haltAt waits at this chunk until {@link #goOn}; 0: never
     * @param mishap what happens at the chunk after {@code haltAt}: {@code none}, {@code refuse}, {@code fault} (once),
     *     {@code broken} (always), {@code restart} (always, beginning anew each time and without effects); or
     *     {@code later}: it may not begin before its ninth start
     */
    record Order(int count, int haltAt, String mishap) {}

    record Progress(int done) {}

    final Map<UUID, CountDownLatch> reached = new ConcurrentHashMap<>();
    final Map<UUID, CountDownLatch> mayGoOn = new ConcurrentHashMap<>();
    final Map<UUID, AtomicInteger> starts = new ConcurrentHashMap<>();
    private final DataSource database;

    CountingHandler(DataSource database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return "counting";
    }

    @Override
    public Object run(JobContext job) throws InterruptedException {
        var order = job.parameters(Order.class);
        int run = starts.computeIfAbsent(job.id(), id -> new AtomicInteger()).incrementAndGet();
        if (order.mishap().equals("later") && run < 9) {
            throw job.later(Duration.ofMillis(10));
        }
        boolean restart = order.mishap().equals("restart");
        int done =
                restart ? 0 : job.progress(Progress.class).map(Progress::done).orElse(0);
        while (done < order.count()) {
            int from = done;
            int to = Math.min(order.count(), from + 10);
            job.inTransaction(() -> {
                if (!restart) {
                    write(job.id(), from, to);
                }
                if (order.haltAt() == to / 10) {
                    halt(job.id());
                }
                if (from >= 20 && order.mishap().equals("refuse")) {
                    throw CommonProblem.RULE_REFUSED.detail("第三块不行", "Not the third chunk");
                }
                if (from >= 20
                        && (restart
                                || order.mishap().equals("broken")
                                || order.mishap().equals("fault") && run == 1)) {
                    throw new IllegalStateException("as ordered");
                }
                job.checkpoint(to, (long) order.count(), new Progress(to));
            });
            done = to;
        }
        return Map.of("written", done);
    }

    private void halt(UUID job) {
        reached.computeIfAbsent(job, id -> new CountDownLatch(1)).countDown();
        try {
            mayGoOn.computeIfAbsent(job, id -> new CountDownLatch(1)).await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void goOn(UUID job) {
        mayGoOn.computeIfAbsent(job, id -> new CountDownLatch(1)).countDown();
    }

    private void write(UUID job, int from, int to) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO job_effect (job_id, number) VALUES (?, ?)")) {
            for (int i = from + 1; i <= to; i++) {
                insert.setBytes(1, Ids.bytes(job));
                insert.setInt(2, i);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
