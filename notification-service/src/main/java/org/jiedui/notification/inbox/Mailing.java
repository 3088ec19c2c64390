package org.jiedui.notification.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.Addressee;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.gathering.Gathered;
import org.jiedui.notification.preference.PreferenceConfig;

/** Puts messages into mailboxes, as one batch, with the running transaction. The same message twice is one message. */
@ApplicationScoped
public class Mailing {
    /** A UUIDv7 for each row: the first half and variant of one that was made here, and a random rest. */
    private static final String NEW_ID = "CONCAT(?, RANDOM_BYTES(7))";

    private static final List<String> COLUMNS = List.of("id", "event_id", "mailbox", "type", "reason", "created_at");

    private final DataSource database;
    private final PreferenceConfig config;
    private final TimeSource time;
    private final Gathered<Row> gathered;

    Mailing(
            DataSource database,
            TransactionSynchronizationRegistry transaction,
            PreferenceConfig config,
            TimeSource time) {
        this.gathered = new Gathered<>(transaction, this::insert);
        this.config = config;
        this.database = database;
        this.time = time;
    }

    /**
     * One message for each addressee. Where a message of a gathered type about the same subject is younger than the
     * window, the event takes its place instead, and it is unread again.
     *
     * @param again whether there may be such a message
     */
    public void post(UUID eventId, EventType type, UUID subject, boolean again, List<Addressee> audience) {
        if (audience.isEmpty()) {
            return;
        }
        if (again) {
            gathered.write();
            takeTheirPlace(eventId, type, subject, audience);
        }
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        gathered.add(audience.stream()
                .map(addressee -> new Row(eventId, type, addressee, now))
                .toList());
    }

    private record Row(UUID event, EventType type, Addressee addressee, LocalDateTime at) {}

    private void insert(List<Row> rows) {
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "message", COLUMNS, "ON DUPLICATE KEY UPDATE id = message.id");
            for (var row : rows) {
                insert.add(
                        Ids.next(),
                        row.event(),
                        row.addressee().mailbox(),
                        row.type().eventName(),
                        row.addressee().reason().name(),
                        row.at());
            }
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not post the messages", e);
        }
    }

    /**
     * Mailboxes that a statement can select.
     *
     * @param sql selects the one column {@code mailbox}
     */
    public record Selected(String sql, List<Object> values) {}

    /** One message for each selected mailbox, in one statement. */
    public void post(UUID eventId, EventType type, AudienceReason reason, Selected mailboxes) {
        var now = time.now();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO message"
                        + " (id, event_id, mailbox, type, reason, created_at) SELECT " + NEW_ID
                        + ", ?, s.mailbox, ?, ?, ? FROM (" + mailboxes.sql() + ") s"
                        + " ON DUPLICATE KEY UPDATE id = message.id")) {
            insert.setBytes(1, Arrays.copyOf(Ids.bytes(Ids.next()), 9));
            insert.setBytes(2, Ids.bytes(eventId));
            insert.setString(3, type.eventName());
            insert.setString(4, reason.name());
            insert.setObject(5, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
            var at = 6;
            for (var value : mailboxes.values()) {
                insert.setObject(at++, value);
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not post the messages", e);
        }
    }

    /** Of two earlier ones about the same, posted at one time, one is taken and the other stays: hence IGNORE. */
    private void takeTheirPlace(UUID eventId, EventType type, UUID subject, List<Addressee> audience) {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement("UPDATE IGNORE announcement a JOIN message m ON m.event_id = a.id"
                                + " SET m.event_id = ?, m.times = m.times + 1 WHERE a.subject = ? AND a.received_at > ?"
                                + " AND a.name = ? AND m.created_at > ? AND m.event_id <> ? AND m.mailbox IN ("
                                + "?,".repeat(audience.size() - 1) + "?)")) {
            var since =
                    time.now().minus(config.coalesce()).atOffset(ZoneOffset.UTC).toLocalDateTime();
            update.setBytes(1, Ids.bytes(eventId));
            update.setBytes(2, Ids.bytes(subject));
            update.setObject(3, since);
            update.setString(4, type.eventName());
            update.setObject(5, since);
            update.setBytes(6, Ids.bytes(eventId));
            var at = 7;
            for (var addressee : audience) {
                update.setString(at++, addressee.mailbox());
            }
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not gather the messages", e);
        }
    }
}
