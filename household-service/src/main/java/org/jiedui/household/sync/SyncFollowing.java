package org.jiedui.household.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jiedui.household.registration.HouseholdsAnonymised;

/**
 * Results that show a household go when it is anonymised, in the transaction of the chunk. An operation of it that is sent
 * again afterwards finds the household closed.
 */
@ApplicationScoped
public class SyncFollowing {
    private final EntityManager entities;

    SyncFollowing(EntityManager entities) {
        this.entities = entities;
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        for (var sql : List.of(
                "DELETE o FROM sync_operation o JOIN sync_household s ON s.account = o.account AND s.id = o.id"
                        + " WHERE s.household_id IN (:households)",
                "DELETE FROM sync_household WHERE household_id IN (:households)")) {
            entities.createNativeQuery(sql)
                    .setParameter("households", anonymised.households())
                    .executeUpdate();
        }
    }
}
