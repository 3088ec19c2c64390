package org.jiedui.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Deliveries that wait, in lanes. A lane is a row that one replica holds for a bounded time, by the database's clock; who
 * holds it sends what is due in it. Within a lane, deliveries with the same order key go one after the other.
 */
@ApplicationScoped
public class DeliveryQueue {
    /** Mail has no receiver of its own that could be slow, so a few lanes carry all of it. */
    private static final int MAIL_LANES = 4;

    private static final String OPEN = "state IN ('PENDING', 'FAILED')";
    private static final String NEVER = "2000-01-01 00:00:00";

    private final DataSource database;
    private final DeliveryConfig config;
    private final TimeSource time;

    DeliveryQueue(DataSource database, DeliveryConfig config, TimeSource time) {
        this.database = database;
        this.config = config;
        this.time = time;
    }

    /**
     * A delivery to enqueue.
     *
     * @param subject aggregate of the event; a webhook gets its events in order
     */
    public record Order(
            UUID eventId,
            UUID recipient,
            Channel channel,
            UUID subject,
            String type,
            String region,
            String account,
            String reason) {}

    /** A lane to be emptied. */
    public record Lane(UUID id, Channel channel, int failures) {}

    /** What became of one attempt. */
    public record Result(Outgoing delivery, DeliveryState state, Instant nextAt, Outcome outcome) {}

    /** Enqueues in the running transaction. The same (event, recipient, channel) twice is one delivery. */
    public void enqueue(Collection<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        var now = time.now();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO delivery (id, event_id, recipient, channel,"
                        + " lane, order_key, type, region, account, reason, state, attempts, next_at, give_up_at,"
                        + " created_at, updated_at, version) VALUES (?,?,?,?,?,?,?,?,?,?,'PENDING',0,?,?,?,?,0)"
                        + " ON DUPLICATE KEY UPDATE id = delivery.id")) {
            for (var order : orders) {
                var id = Ids.next();
                insert.setBytes(1, Ids.bytes(id));
                insert.setBytes(2, Ids.bytes(order.eventId()));
                insert.setBytes(3, Ids.bytes(order.recipient()));
                insert.setString(4, order.channel().name());
                insert.setBytes(5, Ids.bytes(lane(order)));
                insert.setBytes(6, Ids.bytes(order.channel() == Channel.WEBHOOK ? order.subject() : id));
                insert.setString(7, order.type());
                insert.setString(8, order.region());
                insert.setString(9, order.account());
                insert.setString(10, order.reason());
                insert.setObject(11, utc(now));
                insert.setObject(12, utc(now.plus(config.retryFor())));
                insert.setObject(13, utc(now));
                insert.setObject(14, utc(now));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not enqueue the deliveries", e);
        }
    }

    private static UUID lane(Order order) {
        return order.channel() == Channel.WEBHOOK
                ? order.recipient()
                : new UUID(
                        0x7000L,
                        0x8000_0000_0000_0000L
                                | 1 + Math.floorMod(order.recipient().hashCode(), MAIL_LANES));
    }

    /** Opens a lane for a new receiver, in the running transaction. */
    public void openLane(UUID id, Channel channel) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO delivery_lane"
                        + " (id, channel, failures, paused_until, holder, held_until) VALUES (?,?,0,?,'',?)")) {
            insert.setBytes(1, Ids.bytes(id));
            insert.setString(2, channel.name());
            insert.setString(3, NEVER);
            insert.setString(4, NEVER);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not open the lane", e);
        }
    }

    /** Closes the lane of a receiver that is gone and parks what waits in it, in the running transaction. */
    public void closeLane(UUID id) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM delivery_lane WHERE id = ?");
                var park = connection.prepareStatement("UPDATE delivery SET state = 'PARKED', version = version + 1,"
                        + " updated_at = ? WHERE lane = ? AND " + OPEN)) {
            delete.setBytes(1, Ids.bytes(id));
            delete.executeUpdate();
            park.setObject(1, utc(time.now()));
            park.setBytes(2, Ids.bytes(id));
            park.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not close the lane", e);
        }
    }

    /** Lets a paused lane be tried at once, in the running transaction. */
    public void unpause(UUID lane) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE delivery_lane SET paused_until = ? WHERE id = ?")) {
            update.setString(1, NEVER);
            update.setBytes(2, Ids.bytes(lane));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not unpause the lane", e);
        }
    }

    /** Takes lanes that have work and that nobody holds. */
    List<Lane> claim(String holder, int most) throws SQLException {
        var claimed = new ArrayList<Lane>();
        try (var connection = database.getConnection()) {
            for (var lane : due(connection, most)) {
                try (var update = connection.prepareStatement("UPDATE delivery_lane SET holder = ?, held_until ="
                        + " TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6))"
                        + " WHERE id = ? AND held_until <= UTC_TIMESTAMP(6)")) {
                    update.setString(1, holder);
                    update.setLong(2, config.lease().toNanos() / 1000);
                    update.setBytes(3, Ids.bytes(lane.id()));
                    if (update.executeUpdate() == 1) {
                        claimed.add(lane);
                    }
                }
            }
        }
        return claimed;
    }

    private static List<Lane> due(Connection connection, int most) throws SQLException {
        var lanes = new ArrayList<Lane>();
        try (var select = connection.prepareStatement("SELECT l.id, l.channel, l.failures FROM delivery_lane l"
                + " WHERE l.paused_until <= UTC_TIMESTAMP(6) AND l.held_until <= UTC_TIMESTAMP(6)"
                + " AND EXISTS (SELECT 1 FROM delivery d WHERE d.lane = l.id AND d." + OPEN
                + " AND d.next_at <= UTC_TIMESTAMP(6)) ORDER BY l.held_until LIMIT ?")) {
            select.setInt(1, most);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    lanes.add(new Lane(Ids.of(row.getBytes(1)), Channel.valueOf(row.getString(2)), row.getInt(3)));
                }
            }
        }
        return lanes;
    }

    /** What may be sent now from a lane: due, and the first of its order key. */
    List<Outgoing> due(UUID lane, int most) throws SQLException {
        var found = new ArrayList<Outgoing>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT d.id, d.recipient, d.order_key, d.type, d.attempts,"
                        + " d.give_up_at, a.id, a.type, a.subject, a.region, a.occurred_at, a.data"
                        + " FROM delivery d JOIN announcement a ON a.id = d.event_id"
                        + " WHERE d.lane = ? AND d." + OPEN + " AND d.next_at <= UTC_TIMESTAMP(6)"
                        + " AND NOT EXISTS (SELECT 1 FROM delivery b WHERE b.lane = d.lane"
                        + " AND b.order_key = d.order_key AND b." + OPEN + " AND b.id < d.id)"
                        + " ORDER BY d.next_at, d.id LIMIT ?")) {
            select.setBytes(1, Ids.bytes(lane));
            select.setInt(2, most);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Outgoing(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            Ids.of(row.getBytes(3)),
                            row.getString(4),
                            row.getInt(5),
                            instant(row.getObject(6, LocalDateTime.class)),
                            Ids.of(row.getBytes(7)),
                            row.getString(8),
                            Ids.of(row.getBytes(9)),
                            row.getString(10),
                            instant(row.getObject(11, LocalDateTime.class)),
                            row.getBytes(12)));
                }
            }
        }
        return found;
    }

    /** Records attempts; what somebody changed in the meantime is left as it is. */
    void record(List<Result> results) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE delivery SET state = ?, attempts = attempts + 1,"
                        + " next_at = ?, last_status = ?, last_answer = ?, updated_at = ?, version = version + 1"
                        + " WHERE id = ? AND attempts = ? AND " + OPEN)) {
            for (var result : results) {
                update.setString(1, result.state().name());
                update.setObject(2, utc(result.nextAt()));
                update.setObject(3, result.outcome().status());
                update.setString(4, cut(result.outcome().note()));
                update.setObject(5, utc(time.now()));
                update.setBytes(6, Ids.bytes(result.delivery().id()));
                update.setInt(7, result.delivery().attempts());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Gives a lane back. */
    void release(Lane lane, String holder, int failures, Duration pause) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE delivery_lane SET failures = ?, paused_until ="
                        + " TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6)), holder = '', held_until = ?"
                        + " WHERE id = ? AND holder = ?")) {
            update.setInt(1, failures);
            update.setLong(2, pause.toNanos() / 1000);
            update.setString(3, NEVER);
            update.setBytes(4, Ids.bytes(lane.id()));
            update.setString(5, holder);
            update.executeUpdate();
        }
    }

    private static String cut(String note) {
        return note == null || note.length() <= 300 ? note : note.substring(0, 300);
    }

    private static LocalDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
