package org.jiedui.notification.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
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
     */
    public record Wanting(UUID id, String owner, String region, List<String> types) {
        /** Whether it wants an event of that type there. */
        public boolean wants(String type, String where) {
            return where.startsWith(region) && (types.isEmpty() || types.contains(type));
        }
    }

    /** Active endpoints for events of any of these regions. */
    public List<Wanting> wanting(Collection<String> regions) {
        var prefixes = Mailbox.upwards(regions);
        var found = new ArrayList<Wanting>();
        if (prefixes.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, owner, region, types FROM webhook_endpoint"
                        + " WHERE active AND region IN (" + "?,".repeat(prefixes.size() - 1) + "?)")) {
            var at = 1;
            for (var prefix : prefixes) {
                select.setString(at++, prefix);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Wanting(
                            Ids.of(row.getBytes(1)), row.getString(2), row.getString(3), types(row.getString(4))));
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

    /** Locks the note of the endpoint's last replay, in the running transaction, and gives its job, if there was one. */
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
