package org.jiedui.notification.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.Mailbox;

/** Registered endpoints; visible to officers whose region covers that of the endpoint. */
@ApplicationScoped
public class WebhookEndpointRepository implements PanacheRepositoryBase<WebhookEndpoint, UUID> {
    private final DataSource database;

    WebhookEndpointRepository(DataSource database) {
        this.database = database;
    }

    /** A page of the endpoints in the caller's region. */
    public Page<WebhookEndpoint> page(Caller caller, PageRequest page) {
        return new KeysetQuery<>("webhook-endpoints", WebhookEndpoint.class, WebhookEndpoint::id)
                .where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                .page(getEntityManager(), null, page);
    }

    /** One endpoint, if the caller may see it. */
    public Optional<WebhookEndpoint> visible(Caller caller, UUID id) {
        return find("id = ?1 and region like concat(?2, '%')", id, caller.regionPrefix())
                .firstResultOptional();
    }

    /**
     * An endpoint that wants events; without its secrets, which need not be opened for each event.
     *
     * @param types which ones; empty: all
     * @param behind whether it gets them later, all together
     */
    public record Wanting(UUID id, String owner, String region, List<String> types, boolean behind) {
        /** Whether it wants an event of that type there now. */
        public boolean wants(String type, String where) {
            return !behind && where.startsWith(region) && (types.isEmpty() || types.contains(type));
        }
    }

    /**
     * Active endpoints for events of any of these regions; none of them catches up before the running transaction has ended
     * ({@link WebhookBacklog}).
     */
    public List<Wanting> wanting(Collection<String> regions) {
        var prefixes = Mailbox.upwards(regions);
        var found = new ArrayList<Wanting>();
        if (prefixes.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, owner, region, types, behind_since IS NOT NULL"
                        + " FROM webhook_endpoint WHERE active AND region IN (" + "?,".repeat(prefixes.size() - 1)
                        + "?) FOR SHARE")) {
            var at = 1;
            for (var prefix : prefixes) {
                select.setString(at++, prefix);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Wanting(
                            Ids.of(row.getBytes(1)),
                            row.getString(2),
                            row.getString(3),
                            types(row.getString(4)),
                            row.getBoolean(5)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the endpoints", e);
        }
        return found;
    }

    private static List<String> types(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    /** Endpoints that fall behind: nothing got through to their receiver at least twice in a row. */
    List<UUID> away() {
        return ids("SELECT e.id FROM delivery_lane l JOIN webhook_endpoint e ON e.id = l.id WHERE l.channel = 'WEBHOOK'"
                + " AND l.failures > 1 AND e.active AND e.behind_since IS NULL LIMIT 100");
    }

    /** Endpoints that are behind no longer than until now: their receiver took something, or there is nothing to try it with. */
    List<UUID> back() {
        return ids("SELECT e.id FROM delivery_lane l JOIN webhook_endpoint e ON e.id = l.id WHERE l.channel = 'WEBHOOK'"
                + " AND e.active AND e.behind_since IS NOT NULL AND (l.failures = 0 OR NOT EXISTS (SELECT 1 FROM delivery d"
                + " WHERE d.lane = l.id AND d.state IN ('PENDING', 'FAILED'))) LIMIT 100");
    }

    /** Endpoints of these very regions that are behind. */
    List<UUID> behindIn(Collection<String> regions) {
        return ids(
                "SELECT id FROM webhook_endpoint WHERE active AND behind_since IS NOT NULL AND region IN ("
                        + "?,".repeat(regions.size() - 1) + "?) ORDER BY id",
                regions.toArray());
    }

    private List<UUID> ids(String sql, Object... values) {
        var found = new ArrayList<UUID>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Ids.of(row.getBytes(1)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the endpoints", e);
        }
        return found;
    }

    /** An endpoint of which deliveries are missing for events that arrived since then. */
    record Behind(Wanting endpoint, Instant since) {}

    /** An event that an endpoint has no delivery of. */
    record Missing(UUID id, UUID subject, String type, String region, Instant receivedAt) {}

    /** Notes that deliveries are missing, in the running transaction; waits for those who enqueue some now. */
    void fallBehind(UUID id, Instant since) {
        note("behind_since = GREATEST(?, created_at) WHERE id = ? AND active AND behind_since IS NULL", since, id);
    }

    /** Notes how far the endpoint has caught up, in the running transaction. */
    void behindSince(UUID id, Instant since) {
        note("behind_since = GREATEST(?, behind_since) WHERE id = ?", since, id);
    }

    /** Notes that none is missing any more, in the running transaction. */
    void caughtUp(UUID id) {
        note("behind_since = ? WHERE id = ?", null, id);
    }

    private void note(String change, Instant since, UUID id) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE webhook_endpoint SET " + change)) {
            update.setObject(
                    1, since == null ? null : since.atOffset(ZoneOffset.UTC).toLocalDateTime());
            update.setBytes(2, Ids.bytes(id));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note what is missing", e);
        }
    }

    /** Whether deliveries are missing; {@code lock} waits for those who pass it over now and lets the next ones wait. */
    Optional<Behind> behind(UUID id, boolean lock) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT owner, region, types, behind_since FROM webhook_endpoint"
                                + " WHERE id = ? AND behind_since IS NOT NULL" + (lock ? " FOR UPDATE" : ""))) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Behind(
                                new Wanting(id, row.getString(1), row.getString(2), types(row.getString(3)), true),
                                row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the endpoint", e);
        }
    }

    /** Events of other services that the endpoint may have, wants and has no delivery of, in the order of their arrival. */
    List<Missing> missing(Behind behind, int most) {
        var endpoint = behind.endpoint();
        var found = new ArrayList<Missing>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT a.id, a.subject, a.name, a.region, a.received_at"
                        + " FROM announcement a WHERE a.received_at >= ? AND a.region LIKE ? AND a.confidential = FALSE"
                        + " AND a.type NOT LIKE 'org.jiedui.notification.%'"
                        + (endpoint.types().isEmpty()
                                ? ""
                                : " AND a.name IN ("
                                        + "?,".repeat(endpoint.types().size() - 1) + "?)")
                        + " AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_id = a.id AND d.recipient = ?"
                        + " AND d.channel = 'WEBHOOK') ORDER BY a.received_at, a.id LIMIT ?")) {
            var at = 1;
            select.setObject(at++, behind.since().atOffset(ZoneOffset.UTC).toLocalDateTime());
            select.setString(at++, endpoint.region() + "%");
            for (var type : endpoint.types()) {
                select.setString(at++, type);
            }
            select.setBytes(at++, Ids.bytes(endpoint.id()));
            select.setInt(at, most);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Missing(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the missing events", e);
        }
        return found;
    }

    /** Locks the endpoint's row, in the running transaction, and gives the job of its last replay, if there was one. */
    Optional<UUID> lockReplay(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT replay_job FROM webhook_endpoint WHERE id = ? FOR UPDATE")) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getBytes(1)).map(Ids::of) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the replay", e);
        }
    }

    /** Notes the endpoint's replay, in the running transaction; its version stays, since nobody changed it. */
    void replayedBy(UUID id, UUID job) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE webhook_endpoint SET replay_job = ? WHERE id = ?")) {
            update.setBytes(1, Ids.bytes(job));
            update.setBytes(2, Ids.bytes(id));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the replay", e);
        }
    }
}
