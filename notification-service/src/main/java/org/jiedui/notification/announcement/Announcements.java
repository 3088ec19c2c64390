package org.jiedui.notification.announcement;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeFeed;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.feed.ChangePage;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * The events that arrived. Each has a place in the chassis' change feed, given after its commit: whoever reads on from a
 * cursor misses none, also none that was committed late.
 */
@ApplicationScoped
public class Announcements implements PanacheRepositoryBase<Announcement, UUID> {
    /** Name of the feed's resource. */
    public static final String FEED = "events";

    /** Beginning of the types of this service's own messages. */
    public static final String OWN = "org.jiedui.notification.";

    private static final List<String> COLUMNS = List.of(
            "id",
            "type",
            "name",
            "subject",
            "region",
            "occurred_at",
            "template_version",
            "data",
            "received_at",
            "confidential");

    private final DataSource database;
    private final ChangeLog log;
    private final ChangeFeed feed;
    private final TimeSource time;
    private final ObjectMapper mapper;

    Announcements(DataSource database, ChangeLog log, ChangeFeed feed, TimeSource time, ObjectMapper mapper) {
        this.database = database;
        this.log = log;
        this.feed = feed;
        this.time = time;
        this.mapper = mapper;
    }

    /**
     * An event to keep.
     *
     * @param confidential whether it is told to people only, who are chosen one by one: neither in the feed of events nor
     *     by webhooks and robots
     */
    public record Fresh(
            UUID id,
            String type,
            String name,
            UUID subject,
            String region,
            Instant occurredAt,
            int templateVersion,
            byte[] data,
            boolean confidential) {
        /** One that is not confidential. */
        public Fresh(
                UUID id,
                String type,
                String name,
                UUID subject,
                String region,
                Instant occurredAt,
                int templateVersion,
                byte[] data) {
            this(id, type, name, subject, region, occurredAt, templateVersion, data, false);
        }

        @Override
        public String toString() {
            return type + " " + id;
        }
    }

    /**
     * Keeps an event in the running transaction.
     *
     * @param published whether others may read it in the feed; not so for this service's own technical messages
     * @return false when it was kept before
     */
    public boolean keep(Fresh event, boolean published) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO announcement"
                        + " (id, type, name, subject, region, occurred_at, template_version, data, received_at)"
                        + " VALUES (?,?,?,?,?,?,?,?,?)")) {
            insert.setBytes(1, Ids.bytes(event.id()));
            insert.setString(2, event.type());
            insert.setString(3, event.name());
            insert.setBytes(4, Ids.bytes(event.subject()));
            insert.setString(5, event.region());
            insert.setObject(6, event.occurredAt().atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.setInt(7, event.templateVersion());
            insert.setBytes(8, event.data());
            insert.setObject(9, time.now().atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException keptBefore) {
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException("could not keep the event", e);
        }
        if (published) {
            log.record(FEED, event.id(), event.region(), 1, Change.Operation.UPSERT);
        }
        return true;
    }

    /**
     * Keeps events that others may read in the feed, in the running transaction and in their order, which is also that of
     * their arrival.
     *
     * @return ids of those that were not kept before
     */
    public Set<UUID> keep(List<Fresh> events) {
        var fresh = new LinkedHashMap<UUID, Fresh>();
        events.forEach(event -> fresh.put(event.id(), event));
        var now = time.now();
        try (var connection = database.getConnection()) {
            fresh.keySet().removeAll(kept(connection, fresh.keySet()));
            var insert = new RowInsert(connection, "announcement", COLUMNS);
            var at = 0;
            for (var event : fresh.values()) {
                insert.add(
                        event.id(),
                        event.type(),
                        event.name(),
                        event.subject(),
                        event.region(),
                        event.occurredAt(),
                        event.templateVersion(),
                        event.data(),
                        now.plus(at++, ChronoUnit.MICROS),
                        event.confidential());
            }
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not keep the events", e);
        }
        log.record(fresh.values().stream()
                .map(event -> Change.upsert(FEED, event.id(), event.region(), 1))
                .toList());
        return fresh.keySet();
    }

    private static Set<UUID> kept(Connection connection, Set<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Set.of();
        }
        try (var select = connection.prepareStatement("SELECT id FROM announcement WHERE id IN (" + marks(ids) + ")")) {
            bind(select, 1, ids);
            return ids(select);
        }
    }

    /** Subjects of which an event of that name arrived after {@code since}, other than the given ones. */
    public Set<UUID> subjectsSince(Instant since, String name, Set<UUID> subjects, Set<UUID> others) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT DISTINCT subject FROM announcement WHERE subject IN ("
                        + marks(subjects) + ") AND received_at > ? AND name = ? AND id NOT IN (" + marks(others)
                        + ")")) {
            var at = bind(select, 1, subjects);
            select.setObject(at++, since.atOffset(ZoneOffset.UTC).toLocalDateTime());
            select.setString(at++, name);
            bind(select, at, others);
            return ids(select);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the events", e);
        }
    }

    private static String marks(Set<UUID> ids) {
        return "?,".repeat(ids.size() - 1) + "?";
    }

    private static int bind(PreparedStatement statement, int from, Set<UUID> ids) throws SQLException {
        var at = from;
        for (var id : ids) {
            statement.setBytes(at++, Ids.bytes(id));
        }
        return at;
    }

    private static Set<UUID> ids(PreparedStatement select) throws SQLException {
        var found = new HashSet<UUID>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                found.add(Ids.of(row.getBytes(1)));
            }
        }
        return found;
    }

    /** Events of a region that are not confidential after a cursor, as CloudEvents, in commit order. */
    public ChangePage after(String cursor, int limit, String regionPrefix) {
        return feed.read(cursor, limit, regionPrefix, Map.of(FEED, this::cloudEvents));
    }

    /** The same with the events as they are kept. */
    public ChangePage announcedAfter(String cursor, int limit) {
        return announcedBetween(cursor, null, limit);
    }

    /** The same up to the place of another cursor; null: up to the end. */
    public ChangePage announcedBetween(String cursor, String until, int limit) {
        return feed.read(cursor, until, limit, "", Map.of(FEED, this::announcements));
    }

    /**
     * Events of other services below a region that are not confidential, in the order of their arrival, after a place in it. The place of an event is
     * the time of its arrival and then its id.
     */
    public List<Announcement> receivedAfter(Instant receivedAt, UUID id, String regionPrefix, int most) {
        return find(
                        "(receivedAt > ?1 or (receivedAt = ?1 and id > ?2)) and receivedAt >= ?1"
                                + " and region like concat(?3, '%') and type not like ?4 and confidential = false order by receivedAt, id",
                        receivedAt, id, regionPrefix, OWN + "%")
                .page(0, most)
                .list();
    }

    /** The cursor behind everything that is in the feed now. */
    public String present() {
        return feed.end();
    }

    private Map<UUID, Object> cloudEvents(Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        list("id in ?1 and confidential = false", ids)
                .forEach(event -> found.put(event.id(), CloudEvent.of(event, mapper)));
        return found;
    }

    private Map<UUID, Object> announcements(Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        list("id in ?1", ids).forEach(event -> found.put(event.id(), event));
        return found;
    }
}
