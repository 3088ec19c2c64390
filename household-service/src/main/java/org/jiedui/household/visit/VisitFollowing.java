package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jiedui.household.registration.HouseholdMoved;
import org.jiedui.household.registration.HouseholdsAnonymised;

/**
 * The words of visits go when all households that were visited are anonymised, and drafts that name one of them go with all
 * that their authors noted: nobody records a visit to a household that is forgotten. In the transaction of the chunk.
 */
@ApplicationScoped
public class VisitFollowing {
    private final EntityManager entities;

    VisitFollowing(EntityManager entities) {
        this.entities = entities;
    }

    /** The visit stays where it happened; for coverage it counts where its household is. */
    void on(@Observes HouseholdMoved moved) {
        entities.createQuery("update VisitHousehold v set v.region = :region where v.key.householdId = :household")
                .setParameter("region", moved.household().region())
                .setParameter("household", moved.household().id())
                .executeUpdate();
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        entities.createQuery(
                        "update Visit v set v.content = '' where v.id in (select x.key.visitId from VisitHousehold x where x.key.householdId in :households) and not exists (select 1 from VisitHousehold y, Household h where y.key.visitId = v.id and h.id = y.key.householdId and h.anonymisedAt is null)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
        entities.createNativeQuery("UPDATE visit_question q JOIN visit_household l ON l.visit_id = q.visit_id"
                        + " SET q.question = '', q.answer = NULL WHERE l.household_id IN (:households) AND NOT EXISTS ("
                        + "SELECT 1 FROM visit_household o JOIN household h ON h.id = o.household_id"
                        + " WHERE o.visit_id = q.visit_id AND h.anonymised_at IS NULL)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
        var drafts = entities.createQuery(
                        "select distinct d.id from VisitDraft d join d.households h where h in :households", UUID.class)
                .setParameter("households", anonymised.households())
                .getResultList();
        if (!drafts.isEmpty()) {
            entities.createQuery("delete from VisitDraft d where d.id in :drafts")
                    .setParameter("drafts", drafts)
                    .executeUpdate();
        }
    }
}
