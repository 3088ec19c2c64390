package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jiedui.chassis.audit.AuditTrail;
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
    private final AuditTrail audit;
    private final TimeSource time;

    HouseholdMaintenance(
            HouseholdRepository households,
            IncomeStatements statements,
            HouseholdJournal journal,
            UniquePersons persons,
            KeyedHash hash,
            AuditTrail audit,
            TimeSource time) {
        this.households = households;
        this.statements = statements;
        this.journal = journal;
        this.persons = persons;
        this.hash = hash;
        this.audit = audit;
        this.time = time;
    }

    /** What can be patched on a household. */
    public record Changes(
            HouseholdDescription description,
            List<Need> needs,
            String needsRemark,
            List<Wish> wishes,
            String wishesRemark) {}

    /** Changes description and needs. */
    @Transactional
    public Household change(
            Caller caller, UUID id, LongConsumer precondition, UnaryOperator<Changes> patch, String reason) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        var wanted = patch.apply(new Changes(
                household.description(),
                household.needs(),
                household.needsRemark(),
                household.wishes(),
                household.wishesRemark()));
        household.describe(wanted.description(), time.now());
        household.state(wanted.needs(), wanted.needsRemark(), time.now());
        household.wish(wanted.wishes(), wanted.wishesRemark(), time.now());
        persons.store(caller, Map.of(), () -> journal.close(caller, household, before, "APP", reason));
        return household;
    }

    /** Needs and wishes, as they are told. */
    public record Stated(List<Need> needs, String needsRemark, List<Wish> wishes, String wishesRemark) {}

    /** Replaces needs and wishes. */
    @Transactional
    public Household state(Caller caller, UUID id, LongConsumer precondition, Stated stated, String reason) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        household.state(stated.needs(), stated.needsRemark(), time.now());
        household.wish(stated.wishes(), stated.wishesRemark(), time.now());
        journal.close(caller, household, before, "APP", reason);
        return household;
    }

    /** Replaces land and assets. */
    @Transactional
    public Household own(Caller caller, UUID id, LongConsumer precondition, List<Asset> assets, String reason) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        household.own(assets, time.now());
        journal.close(caller, household, before, "APP", reason);
        return household;
    }

    /** Replaces what is known of the house it lives in. */
    @Transactional
    public Household dwell(Caller caller, UUID id, LongConsumer precondition, Dwelling dwelling, String reason) {
        var household = load(caller, id, precondition);
        var before = HouseholdJournal.Before.of(household);
        household.dwell(dwelling, time.now());
        journal.close(caller, household, before, "APP", reason);
        return household;
    }

    /** Binds the account of a person, so that the person sees who looked at the file; null unbinds it. */
    @Transactional
    public Household bind(Caller caller, UUID id, UUID memberId, LongConsumer precondition, String account) {
        var household = load(caller, id, precondition);
        household.member(memberId).bind(account);
        audit.record(caller, "ACCOUNT_BOUND", "household", id, household.region(), Map.of("member", memberId));
        var before = HouseholdJournal.Before.of(household);
        journal.close(caller, household, before, "APP", null);
        return household;
    }

    /** Adds a person who was forgotten, from today; who came on a known day is an event. Refused when the person lives elsewhere. */
    @Transactional
    public Member add(Caller caller, UUID id, MemberData data) {
        var household = load(caller, id, version -> {});
        var before = HouseholdJournal.Before.of(household);
        var member = household.add(data, MemberHashes.of(data, hash));
        member.arrive(time.today(), Arrival.ADDED, null);
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
        var household = households.requireByOffice(caller, id);
        precondition.accept(household.version());
        household.requireOpen();
        return household;
    }

    private static Map<String, byte[]> pointer(Member member) {
        return member.identity() == null ? Map.of() : Map.of("/idNumber", member.identity());
    }
}
