package org.jiedui.notification.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * Own copy of who has tasks in which evaluation cycle, as mailboxes, kept in the consumer's transaction from the tasks
 * that were assigned. Whether a task was answered is unknown here and stays so: evaluation seals it.
 */
@ApplicationScoped
public class TaskOwners {
    private final DataSource database;

    TaskOwners(DataSource database) {
        this.database = database;
    }

    /** Notes who has a task; somebody with many tasks of a cycle is noted once. */
    public void note(UUID cycle, String mailbox) {
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement("INSERT INTO cycle_task_owner (cycle_id, mailbox) VALUES (?, ?)"
                                + " ON DUPLICATE KEY UPDATE mailbox = cycle_task_owner.mailbox")) {
            insert.setBytes(1, Ids.bytes(cycle));
            insert.setString(2, mailbox);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the owner of a task", e);
        }
    }

    /** Mailboxes of all who have a task in the cycle. */
    Set<String> of(UUID cycle) {
        var owners = new TreeSet<String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT mailbox FROM cycle_task_owner WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
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
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM cycle_task_owner WHERE cycle_id = ?")) {
            delete.setBytes(1, Ids.bytes(cycle));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not forget the owners of tasks", e);
        }
    }
}
