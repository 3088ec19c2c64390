package org.jiedui.notification.broadcast;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;

/** Broadcasts; visible to officers whose region covers that of the segment. */
@ApplicationScoped
public class BroadcastRepository implements PanacheRepositoryBase<Broadcast, UUID> {
    private final DataSource database;

    BroadcastRepository(DataSource database) {
        this.database = database;
    }

    /** A page. */
    public Page<Broadcast> page(
            Caller caller, Collection<String> states, Collection<String> categories, PageRequest page) {
        return new KeysetQuery<>("broadcasts", Broadcast.class, Broadcast::id)
                .where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                .whereIf("e.state in :states", "states", states)
                .whereIf("e.category in :categories", "categories", categories)
                .page(getEntityManager(), null, page);
    }

    /** One broadcast, if the caller may see it. */
    public Optional<Broadcast> visible(Caller caller, UUID id) {
        return find("id = ?1 and region like concat(?2, '%')", id, caller.regionPrefix())
                .firstResultOptional();
    }

    /** The same, locked: a decision, a stop and the telling never overlap. */
    Optional<Broadcast> visibleForChange(Caller caller, UUID id) {
        return find("id = ?1 and region like concat(?2, '%')", id, caller.regionPrefix())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Locks one for telling. */
    Broadcast lock(UUID id) {
        return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
    }

    /** What is to be told now. */
    List<UUID> due(Instant now) {
        return find("state = 'SENDING' or (state = 'APPROVED' and (scheduledAt is null or scheduledAt <= ?1))", now)
                .stream()
                .map(Broadcast::id)
                .toList();
    }

    /**
     * What came of it.
     *
     * @param read accounts that read it
     * @param deliveries number by channel and state, such as {@code EMAIL SENT}
     */
    public record Figures(long read, Map<String, Long> deliveries) {}

    /** Figures of one broadcast. */
    public Figures figures(UUID id) {
        var deliveries = new TreeMap<String, Long>();
        try (var connection = database.getConnection();
                var marks = connection.prepareStatement(
                        "SELECT COUNT(*) FROM message_mark WHERE event_id = ? AND read_at IS NOT NULL");
                var sent = connection.prepareStatement(
                        "SELECT channel, state, COUNT(*) FROM delivery WHERE event_id = ? GROUP BY channel, state")) {
            marks.setBytes(1, Ids.bytes(id));
            sent.setBytes(1, Ids.bytes(id));
            try (var row = sent.executeQuery()) {
                while (row.next()) {
                    deliveries.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
                }
            }
            try (var row = marks.executeQuery()) {
                row.next();
                return new Figures(row.getLong(1), deliveries);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the figures", e);
        }
    }
}
