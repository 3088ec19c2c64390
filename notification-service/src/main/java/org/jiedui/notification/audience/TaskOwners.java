package org.jiedui.notification.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.gathering.Gathered;

/**
 * Own copy of who has tasks in which evaluation cycle, as mailboxes, kept in the consumer's transaction from the tasks
 * that were assigned. Whether a task was answered is unknown here and stays so: evaluation seals it.
 */
@ApplicationScoped
public class TaskOwners {
    private final DataSource database;

    private final Gathered<Owner> gathered;

    TaskOwners(DataSource database, TransactionSynchronizationRegistry transaction) {
        this.gathered = new Gathered<>(transaction, this::insert);
        this.database = database;
    }

    private record Owner(UUID cycle, String mailbox, Instant since) {}

    /**
     * Notes who has a task, with the running transaction; somebody with many tasks of a cycle is noted once.
     *
     * @param since when the task was assigned; of several the first counts
     */
    public void note(UUID cycle, String mailbox, Instant since) {
        gathered.add(List.of(new Owner(cycle, mailbox, since)));
    }

    private void insert(List<Owner> owners) {
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(
                    connection,
                    "cycle_task_owner",
                    List.of("cycle_id", "mailbox", "since"),
                    "AS n ON DUPLICATE KEY UPDATE since = LEAST(cycle_task_owner.since, n.since)");
            // in one order everywhere, so that two replicas wait for each other instead of deadlocking
            var first =
                    new TreeMap<Owner, Owner>(Comparator.comparing(Owner::cycle).thenComparing(Owner::mailbox));
            owners.forEach(owner ->
                    first.merge(owner, owner, (a, b) -> a.since().isAfter(b.since()) ? b : a));
            for (var owner : first.values()) {
                insert.add(owner.cycle(), owner.mailbox(), owner.since());
            }
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the owners of tasks", e);
        }
    }

    /** Mailboxes of all who have a task in the cycle. */
    Set<String> of(UUID cycle) {
        return read("SELECT mailbox FROM cycle_task_owner WHERE cycle_id = ?", cycle);
    }

    /**
     * Mailboxes of those who had a task in the cycle before it was closed last: tasks that its reopening made were
     * announced by themselves.
     */
    Set<String> beforeClosing(UUID cycle) {
        return read(
                "SELECT mailbox FROM cycle_task_owner WHERE cycle_id = ? AND since <= COALESCE((SELECT MAX(occurred_at)"
                        + " FROM announcement WHERE subject = ? AND name = 'cycle-closed'), since)",
                cycle,
                cycle);
    }

    private Set<String> read(String sql, UUID... values) {
        gathered.write();
        var owners = new TreeSet<String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setBytes(i + 1, Ids.bytes(values[i]));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    owners.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the owners of tasks", e);
        }
        return owners;
    }

    /** Forgets a cycle in which nobody has to do anything any more. */
    public void forget(UUID cycle) {
        gathered.write();
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM cycle_task_owner WHERE cycle_id = ?")) {
            delete.setBytes(1, Ids.bytes(cycle));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not forget the owners of tasks", e);
        }
    }
}
