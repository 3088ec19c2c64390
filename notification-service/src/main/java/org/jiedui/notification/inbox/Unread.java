package org.jiedui.notification.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.preference.PreferenceConfig;

/**
 * Counts what a reader has neither read nor archived; an event that is in two own mailboxes is one message. Of a full inbox
 * it keeps a tally up to a time before which nothing changes any more but by marks and by retention: later events take the
 * place of young messages only, and a transaction ends within minutes. So a count walks along the messages after that time.
 * Retention forgets all tallies when it took messages, which may have been counted.
 */
@ApplicationScoped
public class Unread {
    /** Retention takes tallies that were made before. */
    public static final Duration KEPT = Duration.ofDays(1);

    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(5);
    /** So many are counted as fast as a tally is read. */
    private static final int FEW = 500;

    private static final UUID NOBODY = new UUID(0, 0);
    private static final LocalDateTime NEVER = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final DataSource database;
    private final PreferenceConfig config;
    private final TimeSource time;

    Unread(DataSource database, PreferenceConfig config, TimeSource time) {
        this.database = database;
        this.config = config;
        this.time = time;
    }

    private record Tally(LocalDateTime upTo, long unread) {}

    /** Unread ones, and how many messages a tally of now would count. */
    private record Walked(long unread, long settled) {}

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** How many are unread now, without the muted types. */
    public long count(Reader reader) {
        var now = time.now();
        var settled = utc(now.minus(config.coalesce()).minus(LONGEST_TRANSACTION));
        var known = read(connection -> tally(connection, reader, utc(now.minus(KEPT))));
        if (known == null) {
            var base = read(connection -> walk(connection, reader, "<=", settled, settled));
            known = base.settled() <= FEW ? new Tally(settled, base.unread()) : make(reader, settled);
        }
        var tally = known;
        var rest = read(connection -> walk(connection, reader, ">", tally.upTo(), settled));
        return rest.settled() <= FEW
                ? tally.unread() + rest.unread()
                : make(reader, settled).unread()
                        + read(connection -> walk(connection, reader, ">", settled, settled))
                                .unread();
    }

    /** Lets other marks and tallies of the account wait for the end of the running transaction; before a mark is looked at. */
    void await(String account) {
        try (var connection = database.getConnection()) {
            lock(connection, account);
        } catch (SQLException e) {
            throw new IllegalStateException("could not lock the tally", e);
        }
    }

    /** Counts an event out that was marked for the first time, in the running transaction, after {@link #await}. */
    void marked(Reader reader, UUID event) {
        var own = reader.mailboxes();
        var muted = List.copyOf(reader.muted());
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement("UPDATE inbox_tally t SET t.unread = t.unread - EXISTS (SELECT 1"
                                + " FROM message m WHERE m.event_id = ? AND m.mailbox IN (" + marks(own)
                                + ") AND m.created_at <= t.up_to"
                                + heard(muted) + "), t.reader = IF(t.reader = ?, t.reader, ?) WHERE t.account = ?")) {
            bind(update, List.of(event), own, muted, List.of(key(reader), NOBODY, reader.account()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not keep the tally", e);
        }
    }

    private Tally make(Reader reader, LocalDateTime upTo) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (var connection = database.getConnection()) {
                lock(connection, reader.account());
                var base = walk(connection, reader, "<=", upTo, upTo);
                try (var update = connection.prepareStatement(
                        "UPDATE inbox_tally SET reader = ?, up_to = ?, unread = ?, made_at = ? WHERE account = ?")) {
                    bind(update, List.of(key(reader), upTo, base.unread(), utc(time.now()), reader.account()));
                    update.executeUpdate();
                }
                return new Tally(upTo, base.unread());
            }
        });
    }

    private <T> T read(Question<T> question) {
        try (var connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("could not count the messages", e);
        }
    }

    private void lock(Connection connection, String account) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO inbox_tally (account, reader, up_to, unread, made_at)"
                        + " VALUES (?, ?, ?, 0, ?) ON DUPLICATE KEY UPDATE account = inbox_tally.account")) {
            bind(insert, List.of(account, NOBODY, NEVER, utc(time.now())));
            insert.executeUpdate();
        }
    }

    private static Tally tally(Connection connection, Reader reader, LocalDateTime after) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT up_to, unread FROM inbox_tally WHERE account = ? AND reader = ? AND made_at > ?")) {
            bind(select, List.of(reader.account(), key(reader), after));
            try (var row = select.executeQuery()) {
                return row.next() ? new Tally(row.getObject(1, LocalDateTime.class), row.getLong(2)) : null;
            }
        }
    }

    /**
     * All there are on one side of a time, less those that lie in the own mailbox and in an office's, less those with a mark,
     * muted types left out of each: so that many messages cost one walk along an index. An event with a message on either
     * side is one of the earlier side. The joins go from the smaller side to the larger, which the optimizer does not know
     * of a young table.
     *
     * @param side {@code <=} or {@code >}
     */
    private Walked walk(Connection connection, Reader reader, String side, LocalDateTime time, LocalDateTime settled)
            throws SQLException {
        var own = reader.mailboxes();
        var muted = List.copyOf(reader.muted());
        var in = " IN (" + marks(own) + ")";
        var at = List.of(time);
        var heard = new StringBuilder(" AND m.created_at " + side + " ?" + heard(muted));
        var heardBy = new ArrayList<Object>(at);
        heardBy.addAll(muted);
        if (side.equals(">") && own.size() > 1) {
            // an event may have taken the place of an earlier one in one mailbox and been posted in the other: no more
            // than the window lies between the two, so that later messages need not be looked at
            heard.append(" AND (m.created_at > ? OR NOT EXISTS (SELECT 1 FROM message e WHERE e.event_id = m.event_id"
                    + " AND e.mailbox" + in + " AND e.created_at <= ?))");
            heardBy.add(time.plus(config.coalesce()).plus(LONGEST_TRANSACTION));
            heardBy.addAll(own);
            heardBy.add(time);
        }
        var there = new HashMap<String, Long>();
        var before = 0L;
        try (var all = connection.prepareStatement("SELECT m.mailbox, COUNT(*), SUM(m.created_at <= ?) FROM message m"
                + " WHERE m.mailbox" + in + heard + " GROUP BY m.mailbox")) {
            bind(all, List.of(settled), own, heardBy);
            try (var row = all.executeQuery()) {
                while (row.next()) {
                    there.put(row.getString(1), row.getLong(2));
                    before += row.getLong(3);
                }
            }
        }
        var messages = there.values().stream().mapToLong(n -> n).sum();
        if (messages == 0) {
            return new Walked(0, 0);
        }
        var unread = messages;
        var personal = there.getOrDefault(own.get(0), 0L);
        if (personal > 0 && personal < messages) {
            var from = personal <= messages - personal
                    ? "message m STRAIGHT_JOIN message b"
                    : "message b STRAIGHT_JOIN message m";
            try (var twice = connection.prepareStatement("SELECT COUNT(*) FROM " + from
                    + " ON b.event_id = m.event_id AND b.mailbox > m.mailbox AND b.created_at " + side
                    + " ? WHERE m.mailbox = ? AND b.mailbox" + in + heard)) {
                bind(twice, at, own.subList(0, 1), own, heardBy);
                unread -= number(twice);
            }
        }
        // nobody reads what is not there yet: the marks of later messages are later themselves
        try (var marked = connection.prepareStatement("SELECT COUNT(DISTINCT k.event_id) FROM message_mark k"
                + " STRAIGHT_JOIN message m ON m.event_id = k.event_id AND m.mailbox" + in + " WHERE k.account = ?"
                + (side.equals(">") ? " AND k.read_at > ?" : " AND ? IS NOT NULL") + heard)) {
            bind(marked, own, List.of(reader.account()), at, heardBy);
            return new Walked(unread - number(marked), before);
        }
    }

    private static UUID key(Reader reader) {
        var of = new ArrayList<>(reader.mailboxes());
        of.add("without");
        of.addAll(new TreeSet<>(reader.muted()));
        return UUID.nameUUIDFromBytes(String.join("\n", of).getBytes(StandardCharsets.UTF_8));
    }

    private static String heard(List<String> muted) {
        return muted.isEmpty() ? "" : " AND m.type NOT IN (" + marks(muted) + ")";
    }

    private static String marks(List<String> values) {
        return "?,".repeat(values.size() - 1) + "?";
    }

    private static void bind(PreparedStatement statement, List<?>... values) throws SQLException {
        var at = 1;
        for (var value : Arrays.stream(values).flatMap(List::stream).toList()) {
            statement.setObject(at++, value instanceof UUID id ? Ids.bytes(id) : value);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static LocalDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
