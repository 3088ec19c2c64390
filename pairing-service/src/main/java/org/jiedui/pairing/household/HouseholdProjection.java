package org.jiedui.pairing.household;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Keeps the projection of households and their alerts. Idempotent, and indifferent to the order in which events arrive:
 * older events never overwrite newer ones. Needs the transaction of the consumer.
 */
@ApplicationScoped
public class HouseholdProjection {
    private final EntityManager entities;

    HouseholdProjection(EntityManager entities) {
        this.entities = entities;
    }

    /** Facts and status; returns whether a household that was known already is elsewhere now. */
    public boolean tell(HouseholdFacts facts, Instant at) {
        var household = household(facts.householdId(), facts.region());
        var before = household.region();
        household.tell(facts, at);
        return !before.equals(household.region());
    }

    /** It is monitored. */
    public Household monitored(UUID id, String region, String category, List<String> risks, Instant at) {
        var household = household(id, region);
        household.monitored(category, risks == null ? List.of() : risks, at);
        return household;
    }

    /** Its risk is eliminated. */
    public Household stabilised(UUID id, String region, Instant at) {
        var household = household(id, region);
        household.stabilised(at);
        return household;
    }

    /** It is no more. */
    public Household closed(UUID id, String region, Instant at) {
        var household = household(id, region);
        household.closed(at);
        return household;
    }

    /** It is there again. */
    public Household restored(UUID id, String region, Instant at) {
        var household = household(id, region);
        household.restored(at);
        return household;
    }

    /** Its alerts are of the new division from now on. */
    public void moved(UUID id, String region) {
        entities.createQuery("update HouseholdAlert set region = :region where householdId = :id")
                .setParameter("region", region)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** An alert was raised, changed or cleared. It is of the division where the household is, as far as that is known. */
    public void alert(UUID alertId, UUID householdId, String told, List<String> codes, boolean cleared, Instant at) {
        var household = entities.find(Household.class, householdId);
        var region = household == null ? told : household.region();
        var alert = entities.find(HouseholdAlert.class, alertId);
        if (alert == null) {
            alert = new HouseholdAlert(alertId);
            alert.tell(householdId, region, codes, cleared, at);
            entities.persist(alert);
        } else {
            alert.tell(householdId, region, codes, cleared, at);
        }
    }

    private Household household(UUID id, String region) {
        var known = entities.find(Household.class, id);
        if (known == null) {
            known = new Household(id, region);
            entities.persist(known);
        }
        return known;
    }
}
