package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.household.registration.HouseholdMoved;
import org.jiedui.household.registration.HouseholdsAnonymised;

/** Cases and alerts move with their household; words go when it is anonymised. In the transaction of the move or the chunk. */
@ApplicationScoped
public class RiskFollowing {
    private final EntityManager entities;
    private final ChangeLog changes;

    RiskFollowing(EntityManager entities, ChangeLog changes) {
        this.entities = entities;
        this.changes = changes;
    }

    void on(@Observes HouseholdMoved moved) {
        entities.createQuery("update RiskAlert e set e.region = :region where e.householdId = :household")
                .setParameter("region", moved.household().region())
                .setParameter("household", moved.household().id())
                .executeUpdate();
        move("RiskCase", "risk-cases", moved);
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        entities.createQuery(
                        "update RiskCaseStep s set s.note = null, s.details = '{}' where s.key.caseId in (select c.id from RiskCase c where c.householdId in :households)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
        for (var sql : List.of(
                "UPDATE risk_case_objection o JOIN risk_case c ON c.id = o.case_id SET o.content = '', o.answer = NULL"
                        + " WHERE c.household_id IN (:households)",
                "UPDATE risk_case SET sent_back = NULL WHERE household_id IN (:households)",
                "UPDATE household_shock SET note = NULL WHERE household_id IN (:households)")) {
            entities.createNativeQuery(sql)
                    .setParameter("households", anonymised.households())
                    .executeUpdate();
        }
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
