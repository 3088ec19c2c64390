package org.jiedui.notification.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.inbox.Unread;
import org.jiedui.notification.schedule.Round;

/**
 * Deletes what has been kept for long enough, by one replica, a slice of each table in a transaction of its own. Identifiers
 * begin with the time of their making, so that most slices are the beginning of a primary key. Nothing goes that something
 * kept refers to, and no delivery that still waits.
 */
@ApplicationScoped
public class Retention implements Round {
    private static final Logger LOG = Logger.getLogger(Retention.class);

    private static final String OLD_MESSAGES = "DELETE FROM message WHERE id < ? ORDER BY id LIMIT ?";

    private static final String OLD_MARKS = "DELETE FROM message_mark WHERE event_id < ?"
            + " AND NOT EXISTS (SELECT 1 FROM message m WHERE m.event_id = message_mark.event_id)"
            + " ORDER BY event_id LIMIT ?";

    private static final String OLD_DELIVERIES = "DELETE FROM delivery WHERE id < ?"
            + " AND state IN ('SENT', 'DELIVERED', 'PARKED') AND updated_at < ? ORDER BY id LIMIT ?";

    /** After the deliveries: those that are left in this range keep theirs. */
    private static final String OLD_ATTEMPTS = "DELETE FROM delivery_attempt WHERE delivery_id < ?"
            + " AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = delivery_attempt.delivery_id)"
            + " ORDER BY delivery_id LIMIT ?";

    private static final String OLD_ANNOUNCEMENTS = "DELETE FROM announcement WHERE received_at < ?"
            + " AND NOT EXISTS (SELECT 1 FROM message m WHERE m.event_id = announcement.id)"
            + " AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_id = announcement.id)"
            + " AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.event_id = announcement.id)"
            + " ORDER BY received_at LIMIT ?";

    private static final String FIRST_PLACE = "SELECT MIN(position) FROM change_entry";

    /** Places follow the time, so only the beginning of the feed is looked at. Cursors into it stay valid. */
    private static final String OLD_PLACES = "DELETE FROM change_entry WHERE changed_at < ? AND position < ? + ?";

    private static final String ENDED_BROADCAST = "SELECT b.id FROM broadcast b WHERE b.state IN ('SENT', 'STOPPED')"
            + " AND b.ended_at < ? AND EXISTS (SELECT 1 FROM broadcast_recipient r WHERE r.broadcast_id = b.id) LIMIT 1";

    private static final String OLD_RECIPIENTS = "DELETE FROM broadcast_recipient WHERE broadcast_id = ? LIMIT ?";

    private static final String OLD_DIGESTS = "DELETE FROM reminder_digest WHERE week < ? LIMIT ?";

    /** Counts of an hour that is long over. */
    private static final String OLD_CODES = "DELETE FROM contact_code WHERE since < ? LIMIT ?";

    /** Tallies that would be made anew anyway. */
    private static final String OLD_TALLIES = "DELETE FROM inbox_tally WHERE made_at < ? LIMIT ?";

    private static final String OLD_JOBS = "DELETE FROM job WHERE id < ?"
            + " AND state IN ('SUCCEEDED', 'FAILED', 'CANCELLED') AND finished_at < ? ORDER BY id LIMIT ?";

    private final DataSource database;
    private final RetentionConfig config;
    private final TimeSource time;
    private volatile Instant restUntil = Instant.EPOCH;

    Retention(DataSource database, RetentionConfig config, TimeSource time) {
        this.database = database;
        this.config = config;
        this.time = time;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public int round() {
        var now = time.now();
        if (!config.enabled() || now.isBefore(restUntil)) {
            return 0;
        }
        var deleted = sweep(now);
        if (deleted == 0) {
            restUntil = now.plus(config.pause());
        }
        return deleted;
    }

    /**
     * Deletes one slice of each table, each in a transaction of its own; one that fails is logged and left for later, and
     * keeps nothing from the others.
     *
     * @return how many rows; 0 when nothing is too old
     */
    public int sweep(Instant now) {
        var messages = now.minus(config.messages());
        var deliveries = now.minus(config.deliveries());
        var events = now.minus(config.announcements());
        var jobs = now.minus(config.jobs());
        var letters = slice(OLD_MESSAGES, first(messages));
        if (letters > 0) {
            forgetTallies();
        }
        return letters
                + slice(OLD_MARKS, first(messages))
                + slice(OLD_DELIVERIES, first(deliveries), utc(deliveries))
                + slice(OLD_ATTEMPTS, first(deliveries))
                + slice(OLD_ANNOUNCEMENTS, utc(events))
                + places(events)
                + recipients(now.minus(config.recipients()))
                + slice(
                        OLD_DIGESTS,
                        now.minus(config.digests()).atZone(time.zone()).toLocalDate())
                + slice(OLD_CODES, utc(now.minus(Duration.ofDays(1))))
                + slice(OLD_TALLIES, utc(now.minus(Unread.KEPT)))
                + slice(OLD_JOBS, first(jobs), utc(jobs));
    }

    /** They may count letters that are gone; after the end of that transaction, so that none is made meanwhile that does. */
    private void forgetTallies() {
        var all = utc(time.now().plus(Unread.KEPT));
        while (slice(OLD_TALLIES, all) == config.slice()) {
            LOG.debug("more tallies to forget");
        }
    }

    private int places(Instant before) {
        return step(() -> {
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement(FIRST_PLACE);
                    var row = select.executeQuery()) {
                row.next();
                var first = row.getObject(1);
                return first == null ? 0 : delete(connection, OLD_PLACES, utc(before), first);
            }
        });
    }

    private int recipients(Instant endedBefore) {
        return step(() -> {
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement(ENDED_BROADCAST)) {
                select.setObject(1, utc(endedBefore));
                try (var row = select.executeQuery()) {
                    return row.next() ? delete(connection, OLD_RECIPIENTS, row.getBytes(1)) : 0;
                }
            }
        });
    }

    private int slice(String sql, Object... limits) {
        return step(() -> {
            try (var connection = database.getConnection()) {
                return delete(connection, sql, limits);
            }
        });
    }

    private static int step(Callable<Integer> deletion) {
        try {
            return QuarkusTransaction.requiringNew().call(deletion);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a slice was not deleted, will be tried again");
            return 0;
        }
    }

    private int delete(Connection connection, String sql, Object... limits) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            var at = 1;
            for (var limit : limits) {
                delete.setObject(at++, limit);
            }
            delete.setInt(at, config.slice());
            return delete.executeUpdate();
        }
    }

    /** The smallest identifier that could have been made then. */
    private static byte[] first(Instant then) {
        return Ids.bytes(new UUID(then.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L));
    }

    private static LocalDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
