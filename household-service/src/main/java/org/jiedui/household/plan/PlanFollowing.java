package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.household.registration.HouseholdMoved;
import org.jiedui.household.registration.HouseholdsAnonymised;

/** Plans and measures move with their household; words go when it is anonymised. In the transaction of the move or the chunk. */
@ApplicationScoped
public class PlanFollowing {
    private final EntityManager entities;
    private final ChangeLog changes;

    PlanFollowing(EntityManager entities, ChangeLog changes) {
        this.entities = entities;
        this.changes = changes;
    }

    void on(@Observes HouseholdMoved moved) {
        move("AssistancePlan", "plans", moved);
        move("Measure", "measures", moved);
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        entities.createNativeQuery(
                        "UPDATE assistance_plan SET goals = '[]', decision_note = NULL WHERE household_id IN (:households)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
        entities.createQuery(
                        "update Measure m set m.title = '', m.provider = null, m.result = null, m.cancelReason = null where m.householdId in :households")
                .setParameter("households", anonymised.households())
                .executeUpdate();
    }

    private void move(String entity, String resource, HouseholdMoved moved) {
        var rows = entities.createQuery(
                        "select e.id, e.version from " + entity + " e where e.householdId = :household", Object[].class)
                .setParameter("household", moved.household().id())
                .getResultList();
        entities.createQuery("update " + entity + " e set e.region = :region where e.householdId = :household")
                .setParameter("region", moved.household().region())
                .setParameter("household", moved.household().id())
                .executeUpdate();
        for (var row : rows) {
            var id = (UUID) row[0];
            var version = (Long) row[1];
            changes.record(resource, id, moved.fromRegion(), version, Change.Operation.REMOVE);
            changes.record(resource, id, moved.household().region(), version, Change.Operation.UPSERT);
        }
    }
}
