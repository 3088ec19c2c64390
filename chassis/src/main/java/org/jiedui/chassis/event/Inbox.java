package org.jiedui.chassis.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/** Remembers which events had their effect, in the transaction of that effect. */
@ApplicationScoped
public class Inbox {
    private final DataSource database;
    private final TimeSource time;

    Inbox(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /** Notes the event; false when it was noted before. */
    public boolean firstSight(UUID eventId) throws SQLException {
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement("INSERT IGNORE INTO inbox (event_id, received_at) VALUES (?, ?)")) {
            insert.setBytes(1, Ids.bytes(eventId));
            insert.setObject(2, time.now().atOffset(ZoneOffset.UTC).toLocalDateTime());
            return insert.executeUpdate() == 1;
        }
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
