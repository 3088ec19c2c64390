package org.jiedui.chassis.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Slices;

/** Remembers which events had their effect, in the transaction of that effect. */
@ApplicationScoped
public class Inbox {
    private final DataSource database;
    private final TimeSource time;

    Inbox(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * Notes events, nearly all of which are new.
     *
     * @param eventIds no one twice
     * @return those that were not noted before
     */
    public Set<UUID> firstSights(Collection<UUID> eventIds) throws SQLException {
        var fresh = new LinkedHashSet<UUID>();
        try (var connection = database.getConnection()) {
            for (var slice : Slices.of(List.copyOf(eventIds), Slices.ROWS)) {
                fresh.addAll(firstSights(connection, slice));
            }
        }
        return fresh;
    }

    private Set<UUID> firstSights(Connection connection, List<UUID> eventIds) throws SQLException {
        var fresh = new LinkedHashSet<>(eventIds);
        try {
            note(connection, fresh);
        } catch (SQLIntegrityConstraintViolationException someNotedBefore) {
            // a statement that fails has changed nothing
            fresh.removeAll(noted(connection, fresh));
            note(connection, fresh);
        }
        return fresh;
    }

    private void note(Connection connection, Collection<UUID> eventIds) throws SQLException {
        var now = time.now();
        var insert = new RowInsert(connection, "inbox", List.of("event_id", "received_at"));
        for (var id : eventIds) {
            insert.add(id, now);
        }
        insert.write();
    }

    /** With locks: what another replica has noted meanwhile counts, too. */
    private static Set<UUID> noted(Connection connection, Collection<UUID> eventIds) throws SQLException {
        var noted = new HashSet<UUID>();
        try (var select = connection.prepareStatement(
                "SELECT event_id FROM inbox WHERE event_id IN (" + "?,".repeat(eventIds.size() - 1) + "?) FOR SHARE")) {
            var at = 1;
            for (var id : eventIds) {
                select.setBytes(at++, Ids.bytes(id));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    noted.add(Ids.of(row.getBytes(1)));
                }
            }
        }
        return noted;
    }

    /** Forgets up to {@code limit} events received before; returns how many. */
    public int forget(Instant before, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(
                        "DELETE FROM inbox WHERE received_at < ? ORDER BY received_at LIMIT ?")) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC).toLocalDateTime());
            delete.setInt(2, limit);
            return delete.executeUpdate();
        }
    }
}
