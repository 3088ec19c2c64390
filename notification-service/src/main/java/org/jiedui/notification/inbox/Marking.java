package org.jiedui.notification.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/** Marks messages as read or archived for one account. Doing it twice keeps the first time. */
@ApplicationScoped
public class Marking {
    private final Messages messages;
    private final Unread unread;
    private final DataSource database;
    private final TimeSource time;

    Marking(Messages messages, Unread unread, DataSource database, TimeSource time) {
        this.messages = messages;
        this.unread = unread;
        this.database = database;
        this.time = time;
    }

    /** Marks as read; {@code NOT_FOUND} for a message of a mailbox that the reader does not read. */
    @Transactional
    public Message read(Reader reader, UUID messageId) {
        return mark(reader, messageId, false);
    }

    /** Marks as read and puts away. */
    @Transactional
    public Message archive(Reader reader, UUID messageId) {
        return mark(reader, messageId, true);
    }

    private Message mark(Reader reader, UUID messageId, boolean archive) {
        var message = messages.visible(reader, messageId).orElseThrow(CommonProblem.NOT_FOUND::problem);
        unread.await(reader.account());
        if (write(reader.account(), message.eventId(), time.now(), archive)) {
            unread.marked(reader, message.eventId());
        }
        return message;
    }

    /** Returns whether it is the first mark. */
    private boolean write(String account, UUID eventId, Instant now, boolean archive) {
        try (var connection = database.getConnection();
                var known =
                        connection.prepareStatement("SELECT 1 FROM message_mark WHERE account = ? AND event_id = ?");
                var upsert = connection.prepareStatement("INSERT INTO message_mark"
                        + " (account, event_id, read_at, archived_at) VALUES (?,?,?,?) AS n ON DUPLICATE KEY UPDATE"
                        + " read_at = COALESCE(message_mark.read_at, n.read_at),"
                        + " archived_at = COALESCE(message_mark.archived_at, n.archived_at)")) {
            known.setString(1, account);
            known.setBytes(2, Ids.bytes(eventId));
            boolean first;
            try (var row = known.executeQuery()) {
                first = !row.next();
            }
            var at = now.atOffset(ZoneOffset.UTC).toLocalDateTime();
            upsert.setString(1, account);
            upsert.setBytes(2, Ids.bytes(eventId));
            upsert.setObject(3, at);
            upsert.setObject(4, archive ? at : null);
            upsert.executeUpdate();
            return first;
        } catch (SQLException e) {
            throw new IllegalStateException("could not mark the message", e);
        }
    }
}
