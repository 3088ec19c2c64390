package org.jiedui.notification.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /** An endpoint that wants an event. */
    public record Wanting(UUID id, String owner) {}

    /** Endpoints that want this event; without their secrets, which need not be opened for each event. */
    public List<Wanting> wanting(String type, String region) {
        var prefixes = Mailbox.upwards(region);
        var found = new ArrayList<Wanting>();
        if (prefixes.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, owner FROM webhook_endpoint WHERE active"
                        + " AND region IN (" + "?,".repeat(prefixes.size() - 1) + "?)"
                        + " AND (types = '' OR FIND_IN_SET(?, types))")) {
            var at = 1;
            for (var prefix : prefixes) {
                select.setString(at++, prefix);
            }
            select.setString(at, type);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Wanting(Ids.of(row.getBytes(1)), row.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the endpoints", e);
        }
        return found;
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
