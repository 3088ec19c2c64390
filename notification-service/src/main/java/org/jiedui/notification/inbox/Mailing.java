package org.jiedui.notification.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.Addressee;

/** Puts messages into mailboxes, as one batch, in the running transaction. The same message twice is one message. */
@ApplicationScoped
public class Mailing {
    private final DataSource database;
    private final TimeSource time;

    Mailing(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /** One message for each addressee. */
    public void post(UUID eventId, String type, List<Addressee> audience) {
        if (audience.isEmpty()) {
            return;
        }
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO message"
                        + " (id, event_id, mailbox, type, reason, created_at) VALUES (?,?,?,?,?,?)"
                        + " ON DUPLICATE KEY UPDATE id = message.id")) {
            for (var addressee : audience) {
                insert.setBytes(1, Ids.bytes(Ids.next()));
                insert.setBytes(2, Ids.bytes(eventId));
                insert.setString(3, addressee.mailbox());
                insert.setString(4, type);
                insert.setString(5, addressee.reason().name());
                insert.setObject(6, now);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not post the messages", e);
        }
    }
}
