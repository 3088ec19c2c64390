package org.jiedui.pairing.activity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;

/** Activities: of a pairing that the caller may see, or of an office's region. */
@ApplicationScoped
public class ActivityRepository implements PanacheRepositoryBase<Activity, UUID> {
    /** Own activities and group activities of a visible pairing as the beginning of a list. */
    public KeysetQuery<Activity> of(UUID pairingId) {
        return new KeysetQuery<>("pairing-activities", Activity.class, Activity::id)
                .where(
                        "e.pairingId = :pairing or exists (select 1 from Attendance a where a.id.activityId = e.id"
                                + " and a.id.pairingId = :pairing)",
                        Map.of("pairing", pairingId));
    }

    /** Activities of the caller's region as the beginning of a list. */
    public KeysetQuery<Activity> visible(Caller caller) {
        return new KeysetQuery<>("activities", Activity.class, Activity::id)
                .where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()));
    }

    /** Those of them that lie in the caller's region. */
    public List<Activity> visibleOf(Collection<UUID> ids, Caller caller) {
        return list("id in ?1 and region like concat(?2, '%')", ids, caller.regionPrefix());
    }

    /** One of a pairing. */
    public Optional<Activity> one(UUID pairingId, UUID id) {
        return find("id = ?1 and pairingId = ?2", id, pairingId).firstResultOptional();
    }
}
