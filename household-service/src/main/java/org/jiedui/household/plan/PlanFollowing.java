package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.household.region.DivisionMoved;
import org.jiedui.household.registration.HouseholdMoved;
import org.jiedui.household.registration.HouseholdTouched;
import org.jiedui.household.registration.HouseholdsAnonymised;

/** Plans and measures move with their household, funds and projects with their division; words go when it is anonymised. In the transaction of the move or the chunk. */
@ApplicationScoped
public class PlanFollowing {
    private final EntityManager entities;
    private final ChangeLog changes;
    private final FundAccounts accounts;

    PlanFollowing(EntityManager entities, ChangeLog changes, FundAccounts accounts) {
        this.accounts = accounts;
        this.entities = entities;
        this.changes = changes;
    }

    void on(@Observes HouseholdMoved moved) {
        move("AssistancePlan", "plans", moved);
        move("Measure", "measures", moved);
    }

    /** What the plans of a closed household have not spent is the funds' again. */
    void on(@Observes HouseholdTouched touched) {
        if (touched.household().closedOn() != null) {
            accounts.release(touched.household().id(), touched.household().region());
        }
    }

    /** A fund whose name is taken in the new division gets the old code behind it: its money stays usable. */
    void on(@Observes DivisionMoved moved) {
        entities.createNativeQuery(
                        "UPDATE fund f LEFT JOIN fund o ON o.region = :into AND o.year = f.year AND o.name = f.name"
                                + " SET f.name = IF(o.id IS NULL, f.name, CONCAT(LEFT(f.name, 100), ' (', :from, ')')),"
                                + " f.region = :into, f.version = f.version + 1 WHERE f.region = :from")
                .setParameter("from", moved.from())
                .setParameter("into", moved.into())
                .executeUpdate();
        var projects = entities.createQuery(
                        "select p.id, p.version from Project p where p.region = :from", Object[].class)
                .setParameter("from", moved.from())
                .getResultList();
        entities.createQuery("update Project p set p.region = :into, p.version = p.version + 1 where p.region = :from")
                .setParameter("from", moved.from())
                .setParameter("into", moved.into())
                .executeUpdate();
        for (var row : projects) {
            var version = (Long) row[1] + 1;
            changes.record("projects", (UUID) row[0], moved.from(), version, Change.Operation.REMOVE);
            changes.record("projects", (UUID) row[0], moved.into(), version, Change.Operation.UPSERT);
        }
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
        // versioned: whoever decided on the old row meanwhile would write the old village back
        entities.createQuery(
                        "update versioned " + entity + " e set e.region = :region where e.householdId = :household")
                .setParameter("region", moved.household().region())
                .setParameter("household", moved.household().id())
                .executeUpdate();
        var rows = entities.createQuery(
                        "select e.id, e.version from " + entity + " e where e.householdId = :household", Object[].class)
                .setParameter("household", moved.household().id())
                .getResultList();
        for (var row : rows) {
            var id = (UUID) row[0];
            var version = (Long) row[1];
            changes.record(resource, id, moved.fromRegion(), version, Change.Operation.REMOVE);
            changes.record(resource, id, moved.household().region(), version, Change.Operation.UPSERT);
        }
    }
}
