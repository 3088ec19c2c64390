package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;

/**
 * What is kept for how long, and what must not be forgotten (HH-24): rules as data, legal holds, and orders to anonymise.
 * Each verb is one transaction and leaves an audit entry.
 */
@ApplicationScoped
public class Retention {
    private final HouseholdRepository households;
    private final EntityManager entities;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final TimeSource time;

    Retention(HouseholdRepository households, EntityManager entities, Jobs jobs, AuditTrail audit, TimeSource time) {
        this.households = households;
        this.entities = entities;
        this.jobs = jobs;
        this.audit = audit;
        this.time = time;
    }

    /** All rules. */
    public List<RetentionRule> rules() {
        return entities.createQuery("from RetentionRule r order by r.key.subject, r.key.region", RetentionRule.class)
                .getResultList();
    }

    /** Sets the rule of a subject in a region of the caller's; a new one has version 0 before. */
    @Transactional
    public RetentionRule set(
            Caller caller,
            RetentionSubject subject,
            String region,
            LongConsumer precondition,
            int months,
            String source) {
        caller.requireRole(Roles.PROVINCE);
        if (region.isEmpty() ? !caller.regionPrefix().isEmpty() : !caller.covers(region)) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        var key = new RetentionRule.Key(subject, region);
        var rule = entities.find(RetentionRule.class, key);
        if (rule == null) {
            rule = new RetentionRule(key);
            rule.set(months, source, time.now(), caller.subject());
            entities.persist(rule);
        } else {
            precondition.accept(rule.version());
            rule.set(months, source, time.now(), caller.subject());
        }
        entities.flush();
        audit.record(caller, "RETENTION_RULE_SET", "retention-rule", subject, region, Map.of("months", months));
        return rule;
    }

    /** Sets a hold. */
    @Transactional
    public LegalHold hold(Caller caller, UUID householdId, String reason) {
        caller.requireRole(Roles.COUNTY, Roles.PROVINCE);
        var household = households.requireByOffice(caller, householdId);
        // a job that anonymises has the row locked: either it is done before, or it sees the hold
        entities.lock(household, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
        var hold = new LegalHold(household, reason, time.now(), caller.subject());
        entities.persist(hold);
        entities.flush();
        audit.record(caller, "LEGAL_HOLD_SET", "household", householdId, household.region(), Map.of("hold", hold.id()));
        return hold;
    }

    /** Lifts a hold. */
    @Transactional
    public LegalHold lift(Caller caller, UUID householdId, UUID holdId, LongConsumer precondition, String reason) {
        caller.requireRole(Roles.COUNTY, Roles.PROVINCE);
        var household = households.requireByOffice(caller, householdId);
        var hold = entities.find(LegalHold.class, holdId);
        if (hold == null || !hold.householdId().equals(householdId)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        precondition.accept(hold.version());
        hold.lift(reason, time.now(), caller.subject());
        entities.flush();
        audit.record(caller, "LEGAL_HOLD_LIFTED", "household", householdId, household.region(), Map.of("hold", holdId));
        return hold;
    }

    /** Holds of a household, the newest first. The caller's right to see the household is checked before. */
    public List<LegalHold> holds(UUID householdId) {
        return entities.createQuery(
                        "from LegalHold h where h.householdId = :household order by h.id desc", LegalHold.class)
                .setParameter("household", householdId)
                .getResultList();
    }

    /**
     * Orders to anonymise households now, as a job. Refused when one of them is under a legal hold or has an open risk
     * case; the job looks again.
     *
     * @return the job's id
     */
    @Transactional
    public UUID order(Caller caller, List<UUID> ids, String reason) {
        caller.requireRole(Roles.COUNTY, Roles.PROVINCE);
        var wanted = ids.stream().distinct().toList();
        var found = households.visible(caller, wanted);
        if (found.size() != wanted.size()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var held = entities.createQuery(
                        "select h.heldHouseholdId from LegalHold h where h.heldHouseholdId in :ids", UUID.class)
                .setParameter("ids", wanted)
                .getResultList();
        if (!held.isEmpty()) {
            throw HouseholdProblem.UNDER_LEGAL_HOLD.because(held.stream()
                    .distinct()
                    .map(id -> new Reason("LEGAL_HOLD", "户 " + id, "Household " + id))
                    .toList());
        }
        var open = found.stream().filter(h -> h.openCaseId() != null).toList();
        if (!open.isEmpty()) {
            throw HouseholdProblem.CASE_STILL_OPEN.because(open.stream()
                    .map(h -> new Reason("OPEN_CASE", "户 " + h.id(), "Household " + h.id()))
                    .toList());
        }
        var region = caller.regionPrefix();
        var job = jobs.submit(
                Anonymisation.KIND, region, new Anonymisation.Order(wanted, caller.subject()), caller.subject());
        found.forEach(h -> audit.record(
                caller,
                "ANONYMISATION_ORDERED",
                "household",
                h.id(),
                h.region(),
                Map.of("job", job, "reason", reason)));
        return job;
    }
}
