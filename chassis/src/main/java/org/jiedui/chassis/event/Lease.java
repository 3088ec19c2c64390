package org.jiedui.chassis.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Leases as rows: at most one process does a named piece of work at a time. The database's clock decides, so that the
 * clocks of the replicas need not agree. A holder must stop by itself before its term is over.
 */
@ApplicationScoped
public class Lease {
    private final String owner = UUID.nameUUIDFromBytes(Ids.bytes(Ids.next())) + "@"
            + ProcessHandle.current().pid();
    private final DataSource database;
    private final TimeSource time;

    Lease(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * Takes or renews the lease, in a transaction of its own or in the running one.
     *
     * @return the local instant before which the holder must stop or renew, or null when somebody else holds it
     */
    public Instant acquire(String name, Duration term) throws SQLException {
        return acquire(name, owner, term);
    }

    /** The same for a named owner. */
    public Instant acquire(String name, String holder, Duration term) throws SQLException {
        var asked = time.now();
        var micros = term.toNanos() / 1000;
        try (var connection = database.getConnection()) {
            try (var update = connection.prepareStatement("UPDATE lease SET epoch = epoch + (owner <> ?), owner = ?,"
                    + " held_until = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6))"
                    + " WHERE name = ? AND (owner = ? OR held_until < UTC_TIMESTAMP(6))")) {
                update.setString(1, holder);
                update.setString(2, holder);
                update.setLong(3, micros);
                update.setString(4, name);
                update.setString(5, holder);
                if (update.executeUpdate() == 1) {
                    return asked.plus(term);
                }
            }
            if (exists(connection, name)) {
                return null;
            }
            try (var insert = connection.prepareStatement("INSERT IGNORE INTO lease (name, owner, held_until, epoch)"
                    + " VALUES (?, ?, TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6)), 1)")) {
                insert.setString(1, name);
                insert.setString(2, holder);
                insert.setLong(3, micros);
                return insert.executeUpdate() == 1 ? asked.plus(term) : null;
            }
        }
    }

    /** Gives the lease back, so that another process need not wait for its end. */
    public void release(String name) throws SQLException {
        release(name, owner);
    }

    /** The same for a named owner. */
    public void release(String name, String holder) throws SQLException {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement("UPDATE lease SET held_until = ? WHERE name = ? AND owner = ?")) {
            update.setObject(
                    1, Instant.EPOCH.atOffset(ZoneOffset.UTC).toLocalDateTime().plusDays(1));
            update.setString(2, name);
            update.setString(3, holder);
            update.executeUpdate();
        }
    }

    /** Inside the running transaction: locks the lease's row and says whether this process still holds it. */
    public boolean confirm(String name) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT 1 FROM lease"
                        + " WHERE name = ? AND owner = ? AND held_until > UTC_TIMESTAMP(6) FOR SHARE")) {
            select.setString(1, name);
            select.setString(2, owner);
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var select = connection.prepareStatement("SELECT 1 FROM lease WHERE name = ?")) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
