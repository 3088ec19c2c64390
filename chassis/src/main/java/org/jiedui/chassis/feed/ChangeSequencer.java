package org.jiedui.chassis.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.event.Lease;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Gives committed changes their places in the feed. One replica holds the lease; it takes the changes that are there,
 * oldest first, and moves them behind the head of the feed.
 *
 * <p>Guarantees: positions have no gaps; who sees a position sees all before it, because they are given by one
 * transaction after the other; a change whose transaction commits late comes later in the feed but is never passed over,
 * because changes are taken by presence. The lease's row is locked by each of these transactions, so a sequencer that
 * lost its lease without noticing can give no position.
 */
@ApplicationScoped
public class ChangeSequencer {
    private static final Logger LOG = Logger.getLogger(ChangeSequencer.class);
    private static final String LEASE = "change-sequencer";

    private final String me = Ids.next().toString();
    private final DataSource database;
    private final Lease lease;
    private final FeedSignal signal;
    private final FeedConfig config;
    private final TimeSource time;
    private volatile boolean running;
    private volatile double pending;
    private Thread thread;

    ChangeSequencer(
            DataSource database,
            Lease lease,
            FeedSignal signal,
            FeedConfig config,
            TimeSource time,
            MeterRegistry metrics) {
        this.database = database;
        this.lease = lease;
        this.signal = signal;
        this.config = config;
        this.time = time;
        Gauge.builder("jiedui.feed.pending", () -> pending)
                .description(
                        "committed changes seen by this replica that have no place in the feed yet, up to one batch")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            running = true;
            thread = new Thread(this::run, "change-sequencer");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        if (thread != null) {
            signal.ring();
            thread.join(config.lease().toMillis());
        }
    }

    private void run() {
        Instant until = null;
        while (running) {
            try {
                if (until == null
                        || time.now().isAfter(until.minus(config.lease().dividedBy(2)))) {
                    until = lease.acquire(LEASE, me, config.lease());
                }
                if (until == null) {
                    signal.await(config.lease().toMillis() / 5);
                } else if (sequence(me) == 0) {
                    signal.await(config.poll().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (SQLException | RuntimeException e) {
                LOG.errorf(e, "sequencer paused, will go on by itself");
                until = null;
                pause();
            }
        }
        try {
            lease.release(LEASE, me);
        } catch (SQLException e) {
            LOG.warnf("lease not given back, it ends by itself: %s", e.getMessage());
        }
    }

    private void pause() {
        try {
            signal.await(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Waiting(byte[] id, Change change, LocalDateTime changedAt) {}

    /** Places one batch; returns its size, 0 also when somebody else holds the lease or was quicker. */
    int sequence(String holder) throws SQLException {
        var waiting = oldest();
        pending = waiting.size();
        if (waiting.isEmpty()) {
            return 0;
        }
        var batch = inVersionOrder(waiting);
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                if (lease.acquire(LEASE, holder, config.lease()) == null) {
                    return 0;
                }
                try (var connection = database.getConnection()) {
                    takeAway(connection, batch);
                    append(connection, batch, advance(connection, batch.size()));
                    return batch.size();
                }
            });
        } catch (Overtaken e) {
            return 0;
        }
    }

    /** Another sequencer placed these changes between our look at them and our transaction, which is rolled back. */
    private static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("overtaken", null, false, false);
        }
    }

    private List<Waiting> oldest() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, resource, resource_id, region, version,"
                        + " operation, changed_at FROM change_pending ORDER BY id LIMIT ?")) {
            select.setInt(1, config.batch());
            try (var row = select.executeQuery()) {
                var waiting = new ArrayList<Waiting>();
                while (row.next()) {
                    waiting.add(new Waiting(
                            row.getBytes(1),
                            new Change(
                                    row.getString(2),
                                    Ids.of(row.getBytes(3)),
                                    row.getString(4),
                                    row.getLong(5),
                                    Change.Operation.valueOf(row.getString(6))),
                            row.getObject(7, LocalDateTime.class)));
                }
                return waiting;
            }
        }
    }

    /**
     * Identifiers follow the clocks of the replicas, which need not agree; the versions of one record do. So the changes
     * of a record exchange places among themselves until they are in the order of their versions.
     */
    private static List<Waiting> inVersionOrder(List<Waiting> waiting) {
        var places = new HashMap<UUID, List<Integer>>();
        for (int i = 0; i < waiting.size(); i++) {
            places.computeIfAbsent(waiting.get(i).change().id(), id -> new ArrayList<>(1))
                    .add(i);
        }
        var ordered = new ArrayList<>(waiting);
        for (var own : places.values()) {
            if (own.size() > 1) {
                var changes = own.stream()
                        .map(waiting::get)
                        .sorted(Comparator.comparingLong(w -> w.change().version()))
                        .toList();
                for (int i = 0; i < changes.size(); i++) {
                    ordered.set(own.get(i), changes.get(i));
                }
            }
        }
        return ordered;
    }

    private static void takeAway(Connection connection, List<Waiting> batch) throws SQLException {
        try (var delete = connection.prepareStatement(
                "DELETE FROM change_pending WHERE id IN (" + "?,".repeat(batch.size() - 1) + "?)")) {
            for (int i = 0; i < batch.size(); i++) {
                delete.setBytes(i + 1, batch.get(i).id());
            }
            if (delete.executeUpdate() != batch.size()) {
                throw new Overtaken();
            }
        }
    }

    /** Moves the head; returns the first of the new positions. */
    private static long advance(Connection connection, int by) throws SQLException {
        try (var update =
                connection.prepareStatement("UPDATE change_head SET position = position + ? WHERE name = 'feed'")) {
            update.setInt(1, by);
            update.executeUpdate();
        }
        try (var select = connection.prepareStatement("SELECT position FROM change_head WHERE name = 'feed'");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1) - by + 1;
        }
    }

    private static void append(Connection connection, List<Waiting> batch, long first) throws SQLException {
        var insert = new RowInsert(
                connection,
                "change_entry",
                List.of("position", "resource", "resource_id", "region", "version", "operation", "changed_at"));
        for (int i = 0; i < batch.size(); i++) {
            var change = batch.get(i).change();
            insert.add(
                    first + i,
                    change.resource(),
                    change.id(),
                    change.region(),
                    change.version(),
                    change.operation().name(),
                    batch.get(i).changedAt());
        }
        insert.write();
    }
}
