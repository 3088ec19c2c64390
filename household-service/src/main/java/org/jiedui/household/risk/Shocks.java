package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdJournal;
import org.jiedui.household.registration.HouseholdRepository;

/**
 * Records blows to a household; each one is a change of the household, at which the rules look in the same transaction.
 * Its offices and the helper of a present pairing may.
 */
@ApplicationScoped
public class Shocks {
    private final EntityManager entities;
    private final HouseholdRepository households;
    private final HouseholdJournal journal;
    private final TimeSource time;

    Shocks(EntityManager entities, HouseholdRepository households, HouseholdJournal journal, TimeSource time) {
        this.entities = entities;
        this.households = households;
        this.journal = journal;
        this.time = time;
    }

    /** Those of a household, the latest first; the caller has to see the household. */
    public List<Shock> of(Caller caller, UUID householdId) {
        households.require(caller, householdId);
        return entities.createQuery(
                        "from Shock s where s.householdId = :id order by s.day desc, s.id desc", Shock.class)
                .setParameter("id", householdId)
                .setMaxResults(200)
                .getResultList();
    }

    /** Records one. */
    @Transactional
    public Shock record(
            Caller caller,
            UUID householdId,
            ShockKind kind,
            Money amount,
            LocalDate day,
            RiskOrigin source,
            String note) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        var household = households.requireForCare(caller, householdId);
        var before = HouseholdJournal.Before.of(household);
        var shock = new Shock(household, kind, amount, day, source, note, caller.subject(), time.now());
        entities.persist(shock);
        entities.flush();
        journal.close(caller, household, before, "APP", null);
        return shock;
    }

    /** It is over: work was found, the expense is refunded, the entry was wrong. Refused a second time. */
    @Transactional
    public Shock over(
            Caller caller, UUID householdId, UUID id, LongConsumer precondition, LocalDate on, String reason) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        var household = households.requireForCare(caller, householdId);
        var shock = entities.find(Shock.class, id);
        if (shock == null || !shock.householdId().equals(householdId)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        precondition.accept(shock.version());
        if (shock.overOn() != null) {
            throw HouseholdProblem.SHOCK_OVER.problem();
        }
        var before = HouseholdJournal.Before.of(household);
        shock.over(on == null ? time.today() : on);
        entities.flush();
        journal.close(caller, household, before, "APP", reason);
        return shock;
    }
}
