package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.income.IncomeStatements;
import org.jiedui.household.region.RegionRepository;

/**
 * Registers households: household, members, incomes, announcement, history and what the risk rules say of it, in one
 * transaction. Refuses a village outside the caller's region or unknown, and a person who lives elsewhere.
 */
@ApplicationScoped
public class HouseholdRegistration {
    private final HouseholdRepository households;
    private final RegionRepository regions;
    private final IncomeStatements statements;
    private final HouseholdJournal journal;
    private final UniquePersons persons;
    private final KeyedHash hash;
    private final TimeSource time;

    HouseholdRegistration(
            HouseholdRepository households,
            RegionRepository regions,
            IncomeStatements statements,
            HouseholdJournal journal,
            UniquePersons persons,
            KeyedHash hash,
            TimeSource time) {
        this.households = households;
        this.regions = regions;
        this.statements = statements;
        this.journal = journal;
        this.persons = persons;
        this.hash = hash;
        this.time = time;
    }

    /** Registers one household; the answer is stored and has its number. */
    @Transactional
    public Household register(Caller caller, RegisterHousehold command) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        return register(caller, command, "APP");
    }

    /** The same for imports, whose callers are the platform's too. */
    @Transactional
    public Household register(Caller caller, RegisterHousehold command, String source) {
        caller.requireCovers(command.region());
        if (regions.byCode(command.region())
                .filter(r -> r.inForce(time.today()))
                .isEmpty()) {
            throw HouseholdProblem.UNKNOWN_REGION.problem();
        }
        var now = time.now();
        var number = command.region() + "%05d".formatted(households.nextNumbers(command.region(), 1));
        var household = new Household(command, number, now);
        command.members().forEach(data -> household.add(data, MemberHashes.of(data, hash)));
        var results = household.earns(command.incomes(), time.today());
        for (var i = 0; i < results.size(); i++) {
            var income = command.incomes().get(i);
            statements.keep(
                    caller, household.id(), household.region(), income.year(), 1, income.lines(), results.get(i), null);
        }
        persons.store(
                caller,
                UniquePersons.pointers(household.members()),
                () -> journal.close(caller, household, HouseholdJournal.Before.NOTHING, source, null));
        return household;
    }
}
