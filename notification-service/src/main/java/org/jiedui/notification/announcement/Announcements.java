package org.jiedui.notification.announcement;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
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

    /** An event to keep. */
    public record Fresh(
            UUID id,
            String type,
            String name,
            UUID subject,
            String region,
            Instant occurredAt,
            int templateVersion,
            byte[] data) {
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

    /** Events of a region after a cursor, as CloudEvents, in commit order. */
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
     * Events of other services below a region in the order of their arrival, after a place in it. The place of an event is
     * the time of its arrival and then its id.
     */
    public List<Announcement> receivedAfter(Instant receivedAt, UUID id, String regionPrefix, int most) {
        return find(
                        "(receivedAt > ?1 or (receivedAt = ?1 and id > ?2)) and receivedAt >= ?1"
                                + " and region like concat(?3, '%') and type not like ?4 order by receivedAt, id",
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
        announcements(ids).forEach((id, event) -> found.put(id, CloudEvent.of((Announcement) event, mapper)));
        return found;
    }

    private Map<UUID, Object> announcements(Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        list("id in ?1", ids).forEach(event -> found.put(event.id(), event));
        return found;
    }
}
