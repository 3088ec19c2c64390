package org.jiedui.chassis.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Notes in the writer's own transaction that records changed; the {@link ChangeSequencer} gives the notes their places in
 * the feed once they are committed. A record that moves from one region to another is removed in the old one and upserted
 * in the new one.
 */
@ApplicationScoped
public class ChangeLog {
    private static final List<String> COLUMNS =
            List.of("id", "resource", "resource_id", "region", "version", "operation", "changed_at");

    private final DataSource database;
    private final TransactionSynchronizationRegistry transaction;
    private final TimeSource time;
    private final FeedSignal signal;

    ChangeLog(DataSource database, TransactionSynchronizationRegistry transaction, TimeSource time, FeedSignal signal) {
        this.database = database;
        this.transaction = transaction;
        this.time = time;
        this.signal = signal;
    }

    /** Notes one change. Needs a running transaction. */
    public void record(String resource, UUID id, String region, long version, Change.Operation operation) {
        record(List.of(new Change(resource, id, region, version, operation)));
    }

    /** Notes changes in their order, as one batch. Needs a running transaction. */
    public void record(Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a change is noted inside the transaction that makes it");
        }
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "change_pending", COLUMNS);
            for (var change : changes) {
                insert.add(
                        Ids.next(),
                        change.resource(),
                        change.id(),
                        change.region(),
                        change.version(),
                        change.operation().name(),
                        now);
            }
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the change", e);
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do before
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    signal.ring();
                }
            }
        });
    }
}
