package org.jiedui.household.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import org.jiedui.household.registration.HouseholdsAnonymised;

/** The words of waivers go when their household is anonymised. In the transaction of the chunk. */
@ApplicationScoped
public class QualityFollowing {
    private final EntityManager entities;

    QualityFollowing(EntityManager entities) {
        this.entities = entities;
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        entities.createNativeQuery(
                        "UPDATE quality_finding SET waiver_reason = NULL WHERE household_id IN (:households)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
    }
}
