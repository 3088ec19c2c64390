package org.jiedui.notification.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.notification.audience.Mailbox;

/** Registered endpoints; visible to officers whose region covers that of the endpoint. */
@ApplicationScoped
public class WebhookEndpointRepository implements PanacheRepositoryBase<WebhookEndpoint, UUID> {
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

    /** Endpoints that want this event. */
    public List<WebhookEndpoint> wanting(String type, String region) {
        var prefixes = Mailbox.upwards(region);
        return prefixes.isEmpty()
                ? List.of()
                : list("active and region in ?1", prefixes).stream()
                        .filter(endpoint -> endpoint.wants(type))
                        .toList();
    }
}
