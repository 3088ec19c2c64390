package org.jiedui.household.publicity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import org.jiedui.household.region.DivisionMoved;
import org.jiedui.household.registration.HouseholdsAnonymised;

/** Names and objections go from the notices when their household is anonymised. In the transaction of the chunk. */
@ApplicationScoped
public class PublicityFollowing {
    private final EntityManager entities;

    PublicityFollowing(EntityManager entities) {
        this.entities = entities;
    }

    /** Notices of a village hang in the one that it became. */
    void on(@Observes DivisionMoved moved) {
        entities.createQuery(
                        "update Publicity p set p.region = :into, p.version = p.version + 1 where p.region = :from")
                .setParameter("from", moved.from())
                .setParameter("into", moved.into())
                .executeUpdate();
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        entities.createNativeQuery("UPDATE publicity_objection o JOIN publicity_entry e ON e.publicity_id ="
                        + " o.publicity_id AND e.position = o.position SET o.content = '', o.answer = NULL"
                        + " WHERE e.household_id IN (:households)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
        entities.createNativeQuery("UPDATE publicity_entry SET name = '' WHERE household_id IN (:households)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
    }
}
