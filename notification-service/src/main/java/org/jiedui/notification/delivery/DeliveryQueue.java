package org.jiedui.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.gathering.Gathered;

/**
 * Deliveries that wait, in lanes. A lane is a row that one replica holds for a bounded time, by the database's clock; who
 * holds it sends what is due in it. Within a lane, deliveries with the same order key go one after the other.
 */
@ApplicationScoped
public class DeliveryQueue {
    /** Mail, SMS and push have one server each that could be slow, so a few lanes carry all of it. */
    private static final int SHARED_LANES = 4;

    private static final int MOST_PARTS = 200;

    private static final List<String> COLUMNS = List.of(
            "id",
            "event_id",
            "recipient",
            "channel",
            "lane",
            "order_key",
            "type",
            "region",
            "account",
            "reason",
            "state",
            "attempts",
            "next_at",
            "give_up_at",
            "created_at",
            "updated_at",
            "bundled",
            "urgent",
            "version");

    private static final String OPEN = "state IN ('PENDING', 'FAILED')";
    private static final String NEVER = "2000-01-01 00:00:00";

    /** That the receiver of the delivery {@code e} has opted out of its type on its channel; nobody can of mandatory ones. */
    static final String UNWANTED = "EXISTS (SELECT 1 FROM preference p WHERE p.account = e.account"
            + " AND e.channel IN ('EMAIL', 'SMS', 'PUSH')"
            + " AND FIND_IN_SET(CONCAT(e.channel, ':', e.type), p.opt_outs) > 0)";

    private static final String FIRST_OF_ITS_KEY = "SELECT d.id, d.recipient, d.order_key, d.type, d.attempts,"
            + " d.give_up_at, d.event_id, d.bundled, d.urgent, d.next_at FROM delivery d WHERE d.lane = ? AND d.state = '%s'"
            + " AND d.next_at <= UTC_TIMESTAMP(6) AND NOT EXISTS (SELECT /*+ NO_SEMIJOIN() */ 1 FROM delivery b"
            + " WHERE b.lane = d.lane AND b.order_key = d.order_key AND b." + OPEN + " AND b.id < d.id)"
            + " ORDER BY d.next_at, d.id LIMIT ?";

    private final DataSource database;
    private final DeliveryConfig config;
    private final TimeSource time;
    private final Gathered<Order> gathered;

    DeliveryQueue(
            DataSource database,
            TransactionSynchronizationRegistry transaction,
            DeliveryConfig config,
            TimeSource time) {
        this.gathered = new Gathered<>(transaction, this::insert);
        this.database = database;
        this.config = config;
        this.time = time;
    }

    /**
     * A delivery to enqueue.
     *
     * @param subject aggregate of the event; a webhook gets its events in order
     * @param notBefore earliest time, or null for at once
     * @param bundle what it leaves together with, or null
     * @param urgent whether it leaves in the quiet hours of its receiver too
     */
    public record Order(
            UUID eventId,
            UUID recipient,
            Channel channel,
            UUID subject,
            String type,
            String region,
            String account,
            String reason,
            Instant notBefore,
            UUID bundle,
            boolean urgent) {
        /** One that leaves at once and alone. */
        public Order(
                UUID eventId,
                UUID recipient,
                Channel channel,
                UUID subject,
                String type,
                String region,
                String account,
                String reason) {
            this(eventId, recipient, channel, subject, type, region, account, reason, null, null, false);
        }

        UUID orderKey(UUID id) {
            if (bundle != null) {
                return bundle;
            }
            return switch (channel) {
                case EMAIL, SMS, PUSH -> id;
                case WEBHOOK, WECOM, DINGTALK -> subject;
            };
        }
    }

    /** A lane to be emptied. */
    public record Lane(UUID id, Channel channel, int failures) {}

    /** What became of one attempt. */
    public record Result(Outgoing delivery, DeliveryState state, Instant nextAt, Outcome outcome) {}

    /** Enqueues with the running transaction. The same (event, recipient, channel) twice is one delivery. */
    public void enqueue(Collection<Order> orders) {
        if (!orders.isEmpty()) {
            gathered.add(orders);
        }
    }

    private void insert(List<Order> orders) {
        insert(orders, order -> Ids.next());
    }

    private void insert(List<Order> orders, Function<Order, UUID> name) {
        var now = time.now();
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "delivery", COLUMNS, "ON DUPLICATE KEY UPDATE id = delivery.id");
            for (var order : orders) {
                var id = name.apply(order);
                var from = order.notBefore() == null || order.notBefore().isBefore(now) ? now : order.notBefore();
                insert.add(
                        id,
                        order.eventId(),
                        order.recipient(),
                        order.channel().name(),
                        lane(order),
                        order.orderKey(id),
                        order.type(),
                        order.region(),
                        order.account(),
                        order.reason(),
                        "PENDING",
                        0,
                        from,
                        from.plus(config.retryFor()),
                        now,
                        now,
                        order.bundle() != null,
                        order.urgent(),
                        0);
            }
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not enqueue the deliveries", e);
        }
    }

    /** An event that a receiver is to get again, or for the first time. */
    public record Repeated(UUID eventId, UUID subject, String type, String region, Instant receivedAt) {
        /** Among the receiver's deliveries it has its place by the event's arrival, before those of later events. */
        private UUID name() {
            var fresh = Ids.next();
            var within = receivedAt.getNano() / 1000 % 1000 << 2;
            return new UUID(receivedAt.toEpochMilli() << 16 | 0x7000 | within, fresh.getLeastSignificantBits());
        }
    }

    /**
     * Enqueues events for one receiver with a lane of its own, also those that it got before: these are due again under
     * their old ids. So are those that still wait: what is on its way at this moment goes once more, after the earlier
     * events of its aggregate. In the running transaction.
     */
    public void repeat(Channel channel, UUID recipient, String account, List<Repeated> events) {
        var now = utc(time.now());
        var until = utc(time.now().plus(config.retryFor()));
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE delivery SET attempts = attempts + (" + OPEN + "), state = 'PENDING', next_at = ?,"
                                + " give_up_at = ?, updated_at = ?, version = version + 1"
                                + " WHERE event_id = ? AND recipient = ? AND channel = ?")) {
            for (var event : events) {
                update.setObject(1, now);
                update.setObject(2, until);
                update.setObject(3, now);
                update.setBytes(4, Ids.bytes(event.eventId()));
                update.setBytes(5, Ids.bytes(recipient));
                update.setString(6, channel.name());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not repeat the deliveries", e);
        }
        var orders = new LinkedHashMap<Order, UUID>();
        events.forEach(event -> orders.put(
                new Order(
                        event.eventId(),
                        recipient,
                        channel,
                        event.subject(),
                        event.type(),
                        event.region(),
                        account,
                        "SUBSCRIBED"),
                event.name()));
        insert(List.copyOf(orders.keySet()), orders::get);
    }

    private static UUID lane(Order order) {
        return switch (order.channel()) {
            case WEBHOOK, WECOM, DINGTALK -> order.recipient();
            case EMAIL -> shared(1, order.recipient());
            case SMS -> shared(17, order.recipient());
            case PUSH -> shared(33, order.recipient());
        };
    }

    private static UUID shared(int first, UUID recipient) {
        return new UUID(0x7000L, 0x8000_0000_0000_0000L | first + Math.floorMod(recipient.hashCode(), SHARED_LANES));
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

    /**
     * Closes the lane of a receiver that is gone and parks what waits in it, in the running transaction.
     *
     * @return how many were parked
     */
    public int closeLane(UUID id) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM delivery_lane WHERE id = ?");
                var park = connection.prepareStatement("UPDATE delivery SET state = 'PARKED', version = version + 1,"
                        + " updated_at = ? WHERE lane = ? AND " + OPEN)) {
            delete.setBytes(1, Ids.bytes(id));
            delete.executeUpdate();
            park.setObject(1, utc(time.now()));
            park.setBytes(2, Ids.bytes(id));
            return park.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not close the lane", e);
        }
    }

    /** Parks what waits for the addresses of an account and is not wanted there any more, in the running transaction. */
    public void withdrawUnwanted(String account) {
        try (var connection = database.getConnection();
                var park = connection.prepareStatement(
                        "UPDATE delivery e SET e.state = 'PARKED', e.version = e.version + 1,"
                                + " e.updated_at = ?, e.last_answer = 'no longer wanted' WHERE e.account = ? AND e."
                                + OPEN
                                + " AND " + UNWANTED)) {
            park.setObject(1, utc(time.now()));
            park.setString(2, account);
            park.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not withdraw the deliveries", e);
        }
    }

    /**
     * Parks what waits for the addresses of an account, for one of the reasons, about a region or below it, in the running
     * transaction.
     *
     * @param except what lies in these regions or below them goes on waiting
     */
    public void withdraw(String account, Collection<AudienceReason> reasons, String region, Collection<String> except) {
        var those = String.join("', '", reasons.stream().map(Enum::name).toList());
        try (var connection = database.getConnection();
                var park = connection.prepareStatement("UPDATE delivery SET state = 'PARKED', version = version + 1,"
                        + " updated_at = ?, last_answer = 'the office is held no more' WHERE account = ? AND channel IN"
                        + " ('EMAIL', 'SMS', 'PUSH') AND reason IN ('" + those + "') AND region LIKE ?"
                        + " AND region NOT LIKE ?".repeat(except.size()) + " AND " + OPEN)) {
            park.setObject(1, utc(time.now()));
            park.setString(2, account);
            park.setString(3, region + "%");
            var at = 4;
            for (var kept : except) {
                park.setString(at++, kept + "%");
            }
            park.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not withdraw the deliveries", e);
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
        try (var connection = database.getConnection()) {
            var due = due(connection, most);
            if (due.isEmpty()) {
                return due;
            }
            var those = " WHERE id IN (" + marks(due.size()) + ")";
            try (var update = connection.prepareStatement("UPDATE delivery_lane SET holder = ?, held_until ="
                            + " TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6))" + those
                            + " AND held_until <= UTC_TIMESTAMP(6)");
                    var select =
                            connection.prepareStatement("SELECT id FROM delivery_lane" + those + " AND holder = ?")) {
                update.setString(1, holder);
                update.setLong(2, config.lease().toNanos() / 1000);
                for (var i = 0; i < due.size(); i++) {
                    update.setBytes(i + 3, Ids.bytes(due.get(i).id()));
                    select.setBytes(i + 1, Ids.bytes(due.get(i).id()));
                }
                update.executeUpdate();
                select.setString(due.size() + 1, holder);
                var claimed = new HashSet<UUID>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        claimed.add(Ids.of(row.getBytes(1)));
                    }
                }
                return due.stream().filter(lane -> claimed.contains(lane.id())).toList();
            }
        }
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

    /** What may be sent now from a lane: due, and the first of its order key. Parks what has no event any more. */
    List<Outgoing> due(UUID lane, int most) throws SQLException {
        var found = new ArrayList<Outgoing>();
        var empty = new ArrayList<UUID>();
        // each half walks along its index and stops at the limit, however much waits in the lane
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT d.id, d.recipient, d.order_key, d.type, d.attempts,"
                        + " d.give_up_at, a.id, a.type, a.subject, a.region, a.occurred_at, a.data, d.bundled, d.urgent"
                        + " FROM ((" + FIRST_OF_ITS_KEY.formatted("PENDING") + ") UNION ALL ("
                        + FIRST_OF_ITS_KEY.formatted("FAILED") + ")) d LEFT JOIN announcement a ON a.id = d.event_id"
                        + " ORDER BY d.next_at, d.id LIMIT ?")) {
            for (var half = 0; half < 2; half++) {
                select.setBytes(1 + 2 * half, Ids.bytes(lane));
                select.setInt(2 + 2 * half, most);
            }
            select.setInt(5, most);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getBytes(7) == null) {
                        empty.add(Ids.of(row.getBytes(1)));
                        continue;
                    }
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
                            row.getBytes(12),
                            row.getBoolean(13)
                                    ? parts(connection, lane, Ids.of(row.getBytes(3)), Ids.of(row.getBytes(1)))
                                    : List.of(),
                            row.getBoolean(14)));
                }
            }
            if (!empty.isEmpty()) {
                parkEmpty(connection, empty);
            }
        }
        return found;
    }

    /** They would stand at the head of their lane for ever. */
    private void parkEmpty(Connection connection, List<UUID> ids) throws SQLException {
        try (var park = connection.prepareStatement("UPDATE delivery SET state = 'PARKED', last_answer ="
                + " 'the event is kept no more', updated_at = ?, version = version + 1 WHERE " + OPEN + " AND id IN ("
                + marks(ids.size()) + ")")) {
            park.setObject(1, utc(time.now()));
            for (var i = 0; i < ids.size(); i++) {
                park.setBytes(i + 2, Ids.bytes(ids.get(i)));
            }
            park.executeUpdate();
        }
    }

    private static List<Outgoing.Part> parts(Connection connection, UUID lane, UUID bundle, UUID first)
            throws SQLException {
        var found = new ArrayList<Outgoing.Part>();
        try (var select = connection.prepareStatement("SELECT d.id, d.type, d.region, a.data FROM delivery d"
                + " JOIN announcement a ON a.id = d.event_id WHERE d.lane = ? AND d.order_key = ? AND d." + OPEN
                + " AND d.id > ? ORDER BY d.id LIMIT ?")) {
            select.setBytes(1, Ids.bytes(lane));
            select.setBytes(2, Ids.bytes(bundle));
            select.setBytes(3, Ids.bytes(first));
            select.setInt(4, MOST_PARTS);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Outgoing.Part(
                            Ids.of(row.getBytes(1)), row.getString(2), row.getString(3), row.getBytes(4)));
                }
            }
        }
        return found;
    }

    /** Leaves a delivery for later without an attempt, in the running transaction. */
    void postpone(UUID id, Instant until) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE delivery SET next_at = ?, updated_at = ? WHERE " + OPEN + " AND id = ?")) {
            update.setObject(1, utc(until));
            update.setObject(2, utc(time.now()));
            update.setBytes(3, Ids.bytes(id));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not postpone a delivery", e);
        }
    }

    /** How many attempts a lane may still make in this minute. */
    int room(UUID lane, int perMinute) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT COUNT(*) FROM delivery_attempt WHERE lane = ? AND at > ?")) {
            select.setBytes(1, Ids.bytes(lane));
            select.setObject(2, utc(time.now().minusSeconds(60)));
            try (var row = select.executeQuery()) {
                row.next();
                return Math.max(0, perMinute - row.getInt(1));
            }
        }
    }

    /** Results that one statement can note. */
    private record Alike(
            DeliveryState state, Instant nextAt, Integer status, String note, String reference, int attempts) {
        static Alike of(Result result) {
            var outcome = result.outcome();
            return new Alike(
                    result.state(),
                    result.nextAt(),
                    outcome.status(),
                    cut(outcome.note(), 300),
                    cut(outcome.reference(), 100),
                    result.delivery().attempts());
        }
    }

    /**
     * Records attempts of a lane, in the running transaction; what somebody changed in the meantime is left as it is.
     * What left in the same message shares its end once it was accepted.
     */
    void record(UUID lane, List<Result> results) {
        var now = utc(time.now());
        try (var connection = database.getConnection()) {
            var alike = results.stream()
                    .collect(Collectors.groupingBy(
                            Alike::of,
                            LinkedHashMap::new,
                            Collectors.mapping(r -> r.delivery().id(), Collectors.toList())));
            for (var some : alike.entrySet()) {
                note(connection, some.getKey(), some.getValue(), now);
            }
            noteAttempts(connection, lane, results, now);
            noteParts(connection, results, now);
        } catch (SQLException e) {
            throw new IllegalStateException("could not record the attempts", e);
        }
    }

    private static void note(Connection connection, Alike end, List<UUID> ids, LocalDateTime now) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE delivery SET state = ?, attempts = attempts + 1,"
                + " next_at = ?, last_status = ?, last_answer = ?, updated_at = ?,"
                + " reference = COALESCE(?, reference), version = version + 1"
                + " WHERE attempts = ? AND " + OPEN + " AND id IN (" + marks(ids.size()) + ")")) {
            update.setString(1, end.state().name());
            update.setObject(2, utc(end.nextAt()));
            update.setObject(3, end.status());
            update.setString(4, end.note());
            update.setObject(5, now);
            update.setString(6, end.reference());
            update.setInt(7, end.attempts());
            var at = 8;
            for (var id : ids.stream().sorted().toList()) {
                update.setBytes(at++, Ids.bytes(id));
            }
            update.executeUpdate();
        }
    }

    private static void noteAttempts(Connection connection, UUID lane, List<Result> results, LocalDateTime now)
            throws SQLException {
        var insert = new RowInsert(
                connection,
                "delivery_attempt",
                List.of(
                        "delivery_id",
                        "number",
                        "lane",
                        "at",
                        "state",
                        "status",
                        "note",
                        "request_head",
                        "answer_head"),
                "ON DUPLICATE KEY UPDATE lane = delivery_attempt.lane");
        for (var result : results) {
            var outcome = result.outcome();
            insert.add(
                    result.delivery().id(),
                    result.delivery().attempts() + 1,
                    lane,
                    now,
                    result.state().name(),
                    outcome.status(),
                    cut(outcome.note(), 300),
                    cut(outcome.requestHead(), 1000),
                    cut(outcome.answerHead(), 1000));
        }
        insert.write();
    }

    private static void noteParts(Connection connection, List<Result> results, LocalDateTime now) throws SQLException {
        try (var part = connection.prepareStatement("UPDATE delivery SET state = ?, attempts = attempts + 1,"
                + " last_answer = ?, updated_at = ?, version = version + 1 WHERE id = ? AND " + OPEN)) {
            for (var result : results) {
                if (result.state() == DeliveryState.SENT) {
                    for (var other : result.delivery().parts()) {
                        part.setString(1, result.state().name());
                        part.setString(
                                2, "in one message with " + result.delivery().id());
                        part.setObject(3, now);
                        part.setBytes(4, Ids.bytes(other.id()));
                        part.addBatch();
                    }
                }
            }
            part.executeBatch();
        }
    }

    /**
     * Notes what the SMS provider reported of a sent message, in the running transaction.
     *
     * @return 1 when it changed something
     */
    public int reported(String reference, boolean arrived) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE delivery SET state = ?, last_answer = ?, updated_at = ?,"
                                + " version = version + 1 WHERE reference = ? AND channel = 'SMS' AND state = 'SENT'")) {
            update.setString(1, (arrived ? DeliveryState.DELIVERED : DeliveryState.PARKED).name());
            update.setString(2, arrived ? "reported as delivered" : "reported as not delivered");
            update.setObject(3, utc(time.now()));
            update.setString(4, reference);
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the report", e);
        }
    }

    /** Notes since when a lane's receiver takes nothing at all, or that it took something again. */
    void failing(UUID lane, boolean failing) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        failing
                                ? "UPDATE delivery_lane SET failing_since = COALESCE(failing_since, ?) WHERE id = ?"
                                : "UPDATE delivery_lane SET failing_since = NULL"
                                        + " WHERE id = ? AND failing_since IS NOT NULL")) {
            if (failing) {
                update.setObject(1, utc(time.now()));
                update.setBytes(2, Ids.bytes(lane));
            } else {
                update.setBytes(1, Ids.bytes(lane));
            }
            update.executeUpdate();
        }
    }

    /** A lane whose receiver has taken nothing since then. */
    public record FailingLane(UUID id, Instant since) {}

    /** Lanes of a channel that have taken nothing since before {@code limit}. */
    public List<FailingLane> failingSince(Channel channel, Instant limit) {
        var found = new ArrayList<FailingLane>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, failing_since FROM delivery_lane"
                        + " WHERE channel = ? AND failing_since < ? LIMIT 100")) {
            select.setString(1, channel.name());
            select.setObject(2, utc(limit));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new FailingLane(Ids.of(row.getBytes(1)), instant(row.getObject(2, LocalDateTime.class))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the lanes", e);
        }
        return found;
    }

    /** Whether the lane has taken nothing since before {@code limit}; until the running transaction ends, it takes nothing new. */
    public boolean stillFailing(UUID lane, Instant limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT 1 FROM delivery_lane WHERE id = ? AND failing_since < ? FOR UPDATE")) {
            select.setBytes(1, Ids.bytes(lane));
            select.setObject(2, utc(limit));
            try (var row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the lane", e);
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

    private static String marks(int count) {
        return "?,".repeat(count - 1) + "?";
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }

    private static LocalDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
