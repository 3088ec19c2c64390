package org.jiedui.chassis.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jiedui.chassis.feed.Change.Operation;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.time.Ids;

/**
 * Reads the feed. Every change is seen exactly once by who goes on from the cursor of the page before, in commit order;
 * a change that was committed late comes late, but comes. A record that is gone or that the reader may not see (any more)
 * appears as {@code REMOVE}.
 */
@ApplicationScoped
public class ChangeFeed {
    /** Body of a record of which the reader must not even know that there is one: the change is left out. */
    public static final Object HIDDEN = new Object();

    /** Most changes of one page. */
    public static final int MOST = 1000;

    /** Positions per range read; a reader of one village in the feed of a province gets on by 200 000 per call. */
    private static final long WINDOW = 20_000;

    private static final int WINDOWS = 10;

    private final DataSource database;

    ChangeFeed(DataSource database) {
        this.database = database;
    }

    private record Entry(long position, Change change, Instant changedAt) {}

    /**
     * Reads on.
     *
     * @param since cursor of an earlier page; null or empty: from the beginning
     * @param limit most items, 1–1000; anything else is refused with 400
     * @param regionPrefix what the region of a change must begin with; empty: everything
     * @param loaders by resource: gives for identifiers the records that exist and that the reader may see. Only changes
     *     of these resources are returned
     * @throws org.jiedui.chassis.problem.ProblemException {@code INVALID_CURSOR} for a cursor of another list, or one
     *     that is ahead of this feed (the database was restored from a backup: begin anew)
     */
    public ChangePage read(
            String since,
            int limit,
            String regionPrefix,
            Map<String, Function<Collection<UUID>, Map<UUID, Object>>> loaders) {
        return read(since, null, limit, regionPrefix, loaders);
    }

    /**
     * The same up to another reader's place, however much came after it: the last page's cursor is that place. Whoever is
     * ahead of it gets an empty page and keeps his own.
     *
     * @param until cursor of an earlier page; null: up to the end
     */
    public ChangePage read(
            String since,
            String until,
            int limit,
            String regionPrefix,
            Map<String, Function<Collection<UUID>, Map<UUID, Object>>> loaders) {
        if (limit < 1 || limit > MOST) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?limit", "OUT_OF_RANGE", "应在 1 与 1000 之间", "Must be between 1 and 1000")));
        }
        long after = position(since);
        var found = new ArrayList<Entry>();
        long reached = after;
        boolean more;
        try (var connection = database.getConnection()) {
            long head = head(connection);
            if (after > head) {
                throw CommonProblem.INVALID_CURSOR.problem();
            }
            long last = until == null ? head : Math.min(head, position(until));
            for (int i = 0; i < WINDOWS && found.size() < limit && reached < last; i++) {
                long end = Math.min(last, reached + WINDOW);
                select(connection, reached, end, regionPrefix, loaders.keySet(), limit - found.size(), found);
                reached = found.size() == limit ? found.get(limit - 1).position() : end;
            }
            more = reached < last;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the feed", e);
        }
        return new ChangePage(items(found, loaders), cursor(reached), more);
    }

    /** The cursor behind everything that is in the feed now. */
    public String end() {
        try (var connection = database.getConnection()) {
            return cursor(head(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the feed", e);
        }
    }

    /** The place of the last change that has one; 0 while there is none. */
    public long head() throws SQLException {
        try (var connection = database.getConnection()) {
            return head(connection);
        }
    }

    /**
     * Where records of one resource changed lately.
     *
     * @param head the end of the feed
     * @param regions of the changes after the asked place, and of committed ones that have no place yet
     */
    public record Lately(long head, Set<String> regions) {}

    /**
     * Tells whoever keeps figures by region which of them may be no longer true: every change that was committed before
     * the call and did not have its place up to {@code since}. One without a place is told again when it has one.
     *
     * @param since an earlier {@link #head} or {@link Lately#head}
     * @param most changes looked at; with more of them, or a place that the feed has not reached (its database was
     *     restored), there is no answer
     */
    public Optional<Lately> changed(String resource, long since, int most) throws SQLException {
        try (var connection = database.getConnection()) {
            var regions = new HashSet<String>();
            // waiting ones first: what gets its place between the two questions is seen by the second
            var waiting = collect(connection, "change_pending WHERE resource = ?", regions, most, resource);
            long head = head(connection);
            if (waiting > most || since > head || head - since > most) {
                return Optional.empty();
            }
            collect(
                    connection,
                    "change_entry WHERE resource = ? AND position > ? AND position <= ?",
                    regions,
                    most,
                    resource,
                    since,
                    head);
            return Optional.of(new Lately(head, regions));
        }
    }

    private static int collect(Connection connection, String from, Set<String> into, int most, Object... values)
            throws SQLException {
        try (var select = connection.prepareStatement("SELECT region FROM " + from + " LIMIT " + (most + 1))) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            var rows = 0;
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rows++;
                    into.add(row.getString(1));
                }
            }
            return rows;
        }
    }

    private static long position(String since) {
        if (since == null || since.isEmpty()) {
            return 0;
        }
        try {
            var position = Long.parseLong(Cursor.decode("changes", "", since).get(0));
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            throw CommonProblem.INVALID_CURSOR.problem();
        }
        throw CommonProblem.INVALID_CURSOR.problem();
    }

    private static String cursor(long position) {
        return Cursor.encode("changes", "", List.of(Long.toString(position)));
    }

    private static long head(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT position FROM change_head WHERE name = 'feed'");
                var row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static String query(boolean everywhere, int resources) {
        return "SELECT position, resource, resource_id, region, version, operation, changed_at FROM change_entry"
                + " WHERE position > ? AND position <= ?"
                + (everywhere ? "" : " AND region LIKE CONCAT(?, '%')")
                + " AND resource IN (" + "?,".repeat(resources - 1) + "?) ORDER BY position LIMIT ?";
    }

    private static void select(
            Connection connection,
            long after,
            long end,
            String regionPrefix,
            Set<String> resources,
            int limit,
            List<Entry> into)
            throws SQLException {
        var everywhere = regionPrefix.isEmpty();
        try (var select = connection.prepareStatement(query(everywhere, resources.size()))) {
            bind(select, after, end, regionPrefix, resources, limit);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    into.add(new Entry(
                            row.getLong(1),
                            new Change(
                                    row.getString(2),
                                    Ids.of(row.getBytes(3)),
                                    row.getString(4),
                                    row.getLong(5),
                                    Operation.valueOf(row.getString(6))),
                            row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
        }
    }

    private static void bind(
            PreparedStatement select, long after, long end, String regionPrefix, Set<String> resources, int limit)
            throws SQLException {
        int at = 1;
        select.setLong(at++, after);
        select.setLong(at++, end);
        if (!regionPrefix.isEmpty()) {
            select.setString(at++, regionPrefix);
        }
        for (var resource : resources) {
            select.setString(at++, resource);
        }
        select.setInt(at, limit);
    }

    private static List<ChangeItem> items(
            List<Entry> entries, Map<String, Function<Collection<UUID>, Map<UUID, Object>>> loaders) {
        var wanted = new HashMap<String, Set<UUID>>();
        for (var entry : entries) {
            // of what is removed from here, too: whoever must not know of it is not told of its end
            wanted.computeIfAbsent(entry.change().resource(), r -> new LinkedHashSet<>())
                    .add(entry.change().id());
        }
        var bodies = new HashMap<String, Map<UUID, Object>>();
        wanted.forEach(
                (resource, ids) -> bodies.put(resource, loaders.get(resource).apply(ids)));
        return entries.stream()
                .map(entry -> {
                    var change = entry.change();
                    var known = bodies.get(change.resource()).get(change.id());
                    var body = change.operation() == Operation.REMOVE && known != HIDDEN ? null : known;
                    return new ChangeItem(
                            change.resource(),
                            change.id(),
                            change.version(),
                            entry.changedAt(),
                            body == null ? Operation.REMOVE : Operation.UPSERT,
                            body);
                })
                .filter(item -> item.body() != HIDDEN)
                .toList();
    }
}
