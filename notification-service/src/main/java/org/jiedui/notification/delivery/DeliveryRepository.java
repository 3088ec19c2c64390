package org.jiedui.notification.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;

/** Deliveries as their readers see them: officers those of their region, everybody the own ones. */
@ApplicationScoped
public class DeliveryRepository implements PanacheRepositoryBase<Delivery, UUID> {
    private static final String VISIBLE = "(e.region like concat(:prefix, '%') or e.account = :account)";

    /** A page, newest first. */
    public Page<Delivery> page(
            Caller caller,
            UUID recipient,
            UUID eventId,
            Collection<String> states,
            Collection<String> channels,
            PageRequest page) {
        return new KeysetQuery<>("deliveries", Delivery.class, Delivery::id)
                .where(VISIBLE, Map.of("prefix", caller.regionPrefix(), "account", caller.subject()))
                .whereIf("e.recipient = :recipient", "recipient", recipient)
                .whereIf("e.eventId = :eventId", "eventId", eventId)
                .whereIf("e.state in :states", "states", states)
                .whereIf("e.channel in :channels", "channels", channels)
                .sortableBy("createdAt", Delivery::createdAt, java.time.Instant::parse)
                .page(getEntityManager(), "-createdAt", page);
    }

    /** One delivery, if the caller may see it. */
    public Optional<Delivery> visible(Caller caller, UUID id) {
        return find(
                        "from Delivery e where e.id = :id and " + VISIBLE,
                        Map.of("id", id, "prefix", caller.regionPrefix(), "account", caller.subject()))
                .firstResultOptional();
    }
}
