package org.jiedui.notification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.schedule.Round;
import org.jiedui.notification.webhook.WebhookBacklog;

/**
 * Lets what belongs to a division follow it when it gets another code or goes into another division: endpoints, robots,
 * matters that wait for a reminder, broadcasts with those whom they are for, and the offices' letters, tasks and addresses. A
 * division that was split leaves what it has where it is, until somebody says where it belongs.
 *
 * <p>What is announced with the old code from then on counts for the new one: the household service moves its households
 * after it has announced the change, and other topics may lag. Events that were kept before, and deliveries, of which there
 * may be many, get the new code in rounds, so that they can be replayed and read by it.
 */
@ApplicationScoped
class RegionMoves implements Round {
    private static final List<String> BY_REGION = List.of("webhook_endpoint", "robot", "reminder", "broadcast");
    private static final List<String> PROFILES = List.of("helper_profile", "household_profile");
    private static final int KEPT_AT_ONCE = 5_000;
    private static final int DELIVERIES_AT_ONCE = 1_000;

    /** A transaction that began before the change ends by then. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final List<String> BY_MAILBOX = List.of("message", "cycle_task_owner", "contact_point_mailbox");
    private static final Map<Integer, String> OFFICES = Map.of(
            12, "village-clerk",
            9, "township-officer",
            6, "county-officer",
            2, "province-officer");

    private final DataSource database;
    private final WebhookBacklog backlog;
    private final TimeSource time;

    RegionMoves(DataSource database, WebhookBacklog backlog, TimeSource time) {
        this.database = database;
        this.time = time;
        this.backlog = backlog;
    }

    private record Move(String from, String into) {}

    /** What one division goes on as; one that was split goes on as nothing. */
    private static List<Move> moves(JsonNode successions) {
        var successors = new HashMap<String, Integer>();
        successions.forEach(s -> successors.merge(s.path("from").asText(), 1, Integer::sum));
        var moves = new ArrayList<Move>();
        for (var succession : successions) {
            var move = new Move(
                    succession.path("from").asText(), succession.path("into").asText());
            if (!move.from().equals(move.into()) && successors.get(move.from()) == 1) {
                moves.add(move);
            }
        }
        return moves;
    }

    /**
     * Enqueues what endpoints miss that will move, in transactions of its own, however much it is; before the running
     * transaction has read any endpoint.
     */
    void prepare(JsonNode successions) {
        var left = moves(successions).stream().map(Move::from).toList();
        if (!left.isEmpty()) {
            backlog.catchUp(left);
        }
    }

    /**
     * Follows a change of divisions, in the running transaction, after {@link #prepare}. All at once, so that codes which
     * are given anew in the same change are not taken for their successors.
     *
     * @param successions pairs {@code from} and {@code into}, every level by itself
     */
    void follow(JsonNode successions) {
        var moves = moves(successions);
        if (moves.isEmpty()) {
            return;
        }
        var regions = JsonNodeFactory.instance.arrayNode();
        var mailboxes = JsonNodeFactory.instance.arrayNode();
        for (var move : moves) {
            regions.addArray().add(move.from()).add(move.into());
            var office = OFFICES.get(move.from().length());
            if (office != null && move.from().length() == move.into().length()) {
                mailboxes
                        .addArray()
                        .add(Mailbox.ofOffice(office, move.from()).orElseThrow())
                        .add(Mailbox.ofOffice(office, move.into()).orElseThrow());
            }
        }
        // what they miss is found by the region that they have now
        backlog.catchUpIn(moves.stream().map(Move::from).toList());
        BY_REGION.forEach(table -> move(
                "UPDATE %s t JOIN %s SET t.region = s.successor, t.version = t.version + 1", table, "region", regions));
        PROFILES.forEach(table -> move("UPDATE %s t JOIN %s SET t.region = s.successor", table, "region", regions));
        move("UPDATE %s t JOIN %s SET t.helped_region = s.successor", "pairing_party", "helped_region", regions);
        remember(regions);
        BY_MAILBOX.forEach(
                table -> move("UPDATE IGNORE %s t JOIN %s SET t.mailbox = s.successor", table, "mailbox", mailboxes));
        if (!mailboxes.isEmpty()) {
            forgetTallies();
        }
    }

    /**
     * Notes which code stands for which. One that is given anew is itself again, and its predecessors are forgotten with it
     * unless they came from this very change.
     */
    private void remember(JsonNode pairs) {
        var given = new HashSet<String>();
        pairs.forEach(pair -> given.add(pair.get(1).asText()));
        try (var connection = database.getConnection();
                var forget = connection.prepareStatement("DELETE FROM region_succession WHERE predecessor = ?");
                var chain =
                        connection.prepareStatement("UPDATE region_succession SET successor = ? WHERE successor = ?");
                var insert = connection.prepareStatement("REPLACE INTO region_succession (predecessor, successor,"
                        + " rewrite_until, rewritten) VALUES (?, ?, ?, 0)")) {
            for (var code : given) {
                forget.setString(1, code);
                forget.executeUpdate();
            }
            for (var pair : pairs) {
                var from = pair.get(0).asText();
                var into = pair.get(1).asText();
                if (!given.contains(from)) {
                    chain.setString(1, into);
                    chain.setString(2, from);
                    chain.executeUpdate();
                    insert.setString(1, from);
                    insert.setString(2, into);
                    insert.setObject(3, utc(time.now().plus(LATE)));
                    insert.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not note a change of divisions", e);
        }
    }

    /** The event with the code that its division has now. */
    List<EventEnvelope> withPresentCodes(List<EventEnvelope> events) {
        var codes = events.stream().map(EventEnvelope::region).distinct().toList();
        var successors = new HashMap<String, String>();
        if (codes.isEmpty()) {
            return events;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT predecessor, successor FROM region_succession"
                        + " WHERE predecessor IN (" + "?,".repeat(codes.size() - 1) + "?)")) {
            for (var i = 0; i < codes.size(); i++) {
                select.setString(i + 1, codes.get(i));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    successors.put(row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the changes of divisions", e);
        }
        return successors.isEmpty()
                ? events
                : events.stream()
                        .map(event -> new EventEnvelope(
                                event.id(),
                                event.type(),
                                event.topic(),
                                event.key(),
                                successors.getOrDefault(event.region(), event.region()),
                                event.time(),
                                event.payload(),
                                event.mapper()))
                        .toList();
    }

    @Override
    public String name() {
        return "kept-events-of-moved-divisions";
    }

    /** Gives the next of the kept events, and their places in the feed, the code of today. */
    @Override
    public int round() {
        return QuarkusTransaction.requiringNew().call(this::rewriteSome);
    }

    private int rewriteSome() {
        try (var connection = database.getConnection()) {
            long from;
            long head;
            try (var select =
                            connection.prepareStatement("SELECT MIN(rewritten), (SELECT MAX(position) FROM change_head)"
                                    + " FROM region_succession WHERE rewritten IS NOT NULL");
                    var row = select.executeQuery()) {
                row.next();
                from = row.getLong(1);
                if (row.wasNull()) {
                    return 0;
                }
                head = row.getLong(2);
            }
            var until = Math.min(head, from + KEPT_AT_ONCE);
            for (var sql : List.of(
                    "UPDATE change_entry e JOIN announcement a ON a.id = e.resource_id"
                            + " JOIN region_succession s ON s.predecessor = a.region SET a.region = s.successor"
                            + " WHERE e.resource = '" + Announcements.FEED + "' AND e.position > ? AND e.position <= ?",
                    "UPDATE change_entry e JOIN region_succession s ON s.predecessor = e.region"
                            + " SET e.region = s.successor WHERE e.position > ? AND e.position <= ?")) {
                try (var update = connection.prepareStatement(sql)) {
                    update.setLong(1, from);
                    update.setLong(2, until);
                    update.executeUpdate();
                }
            }
            var more = moveDeliveries(connection);
            try (var step = connection.prepareStatement("UPDATE region_succession SET rewritten ="
                    + " IF(? AND rewrite_until < ?, NULL, GREATEST(rewritten, ?)) WHERE rewritten IS NOT NULL")) {
                step.setBoolean(1, until == head && !more);
                step.setObject(2, utc(time.now()));
                step.setLong(3, until);
                step.executeUpdate();
            }
            return until < head || more ? 1 : 0;
        } catch (SQLException e) {
            throw new IllegalStateException("could not follow a change of divisions", e);
        }
    }

    /** Some deliveries of each former division; whether there may be more. */
    private static boolean moveDeliveries(Connection connection) throws SQLException {
        var more = false;
        try (var pairs = connection.prepareStatement(
                        "SELECT predecessor, successor FROM region_succession WHERE rewritten IS NOT NULL");
                var update = connection.prepareStatement(
                        "UPDATE delivery SET region = ?, version = version + 1 WHERE region = ? LIMIT "
                                + DELIVERIES_AT_ONCE);
                var row = pairs.executeQuery()) {
            while (row.next() && !more) {
                update.setString(1, row.getString(2));
                update.setString(2, row.getString(1));
                more = update.executeUpdate() == DELIVERIES_AT_ONCE;
            }
        }
        return more;
    }

    private static LocalDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    /** Old letters came into mailboxes whose unread ones were counted before; readers have theirs counted anew. */
    private void forgetTallies() {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM inbox_tally")) {
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not follow a change of divisions", e);
        }
    }

    private void move(String update, String table, String column, JsonNode pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        var join =
                "JSON_TABLE(?, '$[*]' COLUMNS (predecessor VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]',"
                        + " successor VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]')) s ON t." + column
                        + " = s.predecessor";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(update.formatted(table, join))) {
            statement.setString(1, pairs.toString());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not follow a change of divisions", e);
        }
    }
}
