package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.income.IncomeLine;
import org.jiedui.household.income.IncomePolicy;
import org.jiedui.household.income.IncomeStatement;
import org.jiedui.household.income.IncomeStatements;

/**
 * Changes of a registered household by its offices. Each verb is one transaction, checks the caller's version first, and
 * ends in the journal: announced, noted, and looked at by the risk rules.
 */
@ApplicationScoped
public class HouseholdMaintenance {
    private final HouseholdRepository households;
    private final IncomeStatements statements;
    private final HouseholdJournal journal;
    private final UniquePersons persons;
    private final KeyedHash hash;
    private final TimeSource time;

    HouseholdMaintenance(
            HouseholdRepository households,
            IncomeStatements statements,
            HouseholdJournal journal,
            UniquePersons persons,
            KeyedHash hash,
            TimeSource time) {
        this.households = households;
        this.statements = statements;
        this.journal = journal;
        this.persons = persons;
        this.hash = hash;
        this.time = time;
    }

    /** What can be patched on a household. */
    public record Changes(HouseholdDescription description, List<Need> needs, String needsRemark) {}

    /** Changes description and needs. */
    @Transactional
    public Household change(Caller caller, UUID id, LongConsumer precondition, UnaryOperator<Changes> patch) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        var wanted = patch.apply(new Changes(household.description(), household.needs(), household.needsRemark()));
        household.describe(wanted.description(), time.now());
        household.state(wanted.needs(), wanted.needsRemark(), time.now());
        persons.store(caller, Map.of(), () -> journal.close(caller, household, before, "APP", null));
        return household;
    }

    /** Replaces the needs. */
    @Transactional
    public Household state(Caller caller, UUID id, LongConsumer precondition, List<Need> needs, String remark) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        household.state(needs, remark, time.now());
        journal.close(caller, household, before, "APP", null);
        return household;
    }

    /** Adds a person; refused when the person lives elsewhere. */
    @Transactional
    public Member add(Caller caller, UUID id, MemberData data) {
        var household = load(caller, id, version -> {});
        var before = HouseholdJournal.Before.of(household);
        var member = household.add(data, MemberHashes.of(data, hash));
        households.getEntityManager().persist(member);
        persons.store(caller, pointer(member), () -> journal.close(caller, household, before, "APP", null));
        return member;
    }

    /** Corrects a person. */
    @Transactional
    public Household correct(
            Caller caller,
            UUID id,
            UUID memberId,
            LongConsumer precondition,
            UnaryOperator<MemberData> patch,
            String reason) {
        var household = load(caller, id, precondition);
        var member = household.member(memberId);
        var before = HouseholdJournal.Before.of(household);
        var data = patch.apply(member.data());
        household.correct(member, data, MemberHashes.of(data, hash));
        persons.store(caller, pointer(member), () -> journal.close(caller, household, before, "APP", reason));
        return household;
    }

    /** A person dies or leaves. */
    @Transactional
    public Household depart(
            Caller caller, UUID id, UUID memberId, LongConsumer precondition, LocalDate day, Departure reason) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        household.depart(household.member(memberId), day, reason);
        journal.close(caller, household, before, "APP", reason.name());
        return household;
    }

    /** The new revision of a statement with the household that it changed. */
    public record Recorded(Household household, IncomeStatement statement) {}

    /** Keeps a new revision of a year's income; earlier ones stay. {@code reason} says why it is corrected, or null. */
    @Transactional
    public Recorded earn(
            Caller caller, UUID id, LongConsumer precondition, int year, List<IncomeLine> lines, String reason) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        var result = IncomePolicy.compute(lines, household.present().size());
        var revision = statements.lastRevision(id, year) + 1;
        var statement = statements.keep(caller, id, household.region(), year, revision, lines, result, reason);
        household.earns(year, result.perCapita());
        household.compares(statements.figures(id, household.incomeYear(), YearMonth.from(time.today())));
        journal.close(caller, household, before, "APP", reason);
        return new Recorded(household, statement);
    }

    private Household load(Caller caller, UUID id, LongConsumer precondition) {
        var household = households.require(caller, id);
        precondition.accept(household.version());
        return household;
    }

    private static Map<String, byte[]> pointer(Member member) {
        return member.identity() == null ? Map.of() : Map.of("/idNumber", member.identity());
    }
}
