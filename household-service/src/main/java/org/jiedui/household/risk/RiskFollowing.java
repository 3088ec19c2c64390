package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.region.DivisionMoved;
import org.jiedui.household.region.DivisionSplit;
import org.jiedui.household.registration.HouseholdMoved;
import org.jiedui.household.registration.HouseholdsAnonymised;

/** Cases and alerts move with their household; words go when it is anonymised. In the transaction of the move or the chunk. */
@ApplicationScoped
public class RiskFollowing {
    private final EntityManager entities;
    private final ChangeLog changes;
    private final TimeSource time;

    RiskFollowing(EntityManager entities, ChangeLog changes, TimeSource time) {
        this.entities = entities;
        this.changes = changes;
        this.time = time;
    }

    void on(@Observes HouseholdMoved moved) {
        entities.createQuery("update versioned RiskAlert e set e.region = :region where e.householdId = :household")
                .setParameter("region", moved.household().region())
                .setParameter("household", moved.household().id())
                .executeUpdate();
        move("RiskCase", "risk-cases", moved);
    }

    /**
     * Disasters of the division go along. Rule sets are never changed, since alerts keep theirs: those not over are set anew
     * for the new division, unless it has its own.
     */
    void on(@Observes DivisionMoved moved) {
        entities.createQuery("update Disaster d set d.region = :into, d.version = d.version + 1 where d.region = :from")
                .setParameter("from", moved.from())
                .setParameter("into", moved.into())
                .executeUpdate();
        rulesOf(moved.from(), moved.into()).forEach(set -> entities.persist(set.of(moved.into())));
    }

    /** Disasters that are not over, and rule sets, hold in all parts of a division that was split. */
    void on(@Observes DivisionSplit split) {
        var disasters = entities.createQuery(
                        "from Disaster d where d.region = :from and d.liftedOn is null"
                                + " and (d.untilDay is null or d.untilDay >= :today)",
                        Disaster.class)
                .setParameter("from", split.from())
                .setParameter("today", time.today())
                .getResultList();
        for (var into : split.into()) {
            disasters.forEach(disaster -> entities.persist(disaster.of(into)));
            rulesOf(split.from(), into).forEach(set -> entities.persist(set.of(into)));
        }
    }

    private List<RiskRuleSet> rulesOf(String from, String into) {
        return entities.createQuery(
                        "from RiskRuleSet s where s.region = :from and (s.validTo is null or s.validTo >= :today)"
                                + " and not exists (select 1 from RiskRuleSet o where o.region = :into)",
                        RiskRuleSet.class)
                .setParameter("from", from)
                .setParameter("into", into)
                .setParameter("today", time.today())
                .getResultList();
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
