package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.HouseholdMergeUndone;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.income.IncomePolicy;
import org.jiedui.household.income.IncomeStatements;
import org.jiedui.household.registration.LifeEvents.Other;
import org.jiedui.household.registration.MergeDuplicate.Field;

/**
 * Merges the two files of one household, and undoes it (HH-04). Each verb is one transaction. Both files keep their
 * history. What the rules found of the duplicate does not vanish with it: its last visit, its shocks that are not over
 * and its incomes of years that the survivor has none of come over, whatever is chosen. The undoing puts the stored rows of both back exactly, and is refused with the reasons once something else has
 * changed one of them, a person lives elsewhere by now, or the kept rows were anonymised.
 */
@ApplicationScoped
public class DuplicateMerging {
    private final HouseholdRepository households;
    private final HouseholdLife life;
    private final HouseholdRows rows;
    private final HouseholdJournal journal;
    private final UniquePersons persons;
    private final LifeEvents events;
    private final FieldHistory history;
    private final IncomeStatements statements;
    private final Event<SafeguardsChanged> safeguards;
    private final EntityManager entities;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;

    DuplicateMerging(
            HouseholdRepository households,
            HouseholdLife life,
            HouseholdRows rows,
            HouseholdJournal journal,
            UniquePersons persons,
            LifeEvents events,
            FieldHistory history,
            IncomeStatements statements,
            Event<SafeguardsChanged> safeguards,
            EntityManager entities,
            Outbox outbox,
            AuditTrail audit,
            TimeSource time) {
        this.households = households;
        this.life = life;
        this.rows = rows;
        this.journal = journal;
        this.persons = persons;
        this.events = events;
        this.history = history;
        this.statements = statements;
        this.safeguards = safeguards;
        this.entities = entities;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /** A merge with the household that survived it. */
    public record Merged(HouseholdMerge merge, Household household) {}

    /** Merges; refused for a household with itself, a closed one, and while somebody works on the duplicate's risk case. */
    @Transactional
    public Merged merge(Caller caller, MergeDuplicate command, LongConsumer precondition) {
        if (command.survivingId().equals(command.duplicateId())) {
            throw HouseholdProblem.SAME_HOUSEHOLD.problem();
        }
        var surviving = households.requireByOffice(caller, command.survivingId());
        precondition.accept(surviving.version());
        surviving.requireOpen();
        var duplicate = households.requireByOffice(caller, command.duplicateId());
        if (duplicate.version() != command.duplicateVersion()) {
            throw CommonProblem.STALE.problem();
        }
        duplicate.requireOpen();
        var coming = duplicate.present().stream()
                .filter(m -> command.members().containsKey(m.id()))
                .toList();
        if (coming.size() != command.members().size()) {
            throw HouseholdProblem.ALREADY_DEPARTED.problem();
        }
        HouseholdLife.requireRelations(coming.stream().map(Member::id).toList(), null, command.members());
        var kept = rows.read(List.of(surviving.id(), duplicate.id()));
        var before = HouseholdJournal.Before.of(surviving);
        var today = time.today();
        var description = describe(surviving, duplicate, command.take());
        if (command.take().contains(Field.EXTERNAL_ID)) {
            var own = duplicate.description();
            duplicate.describe(
                    new HouseholdDescription(null, own.address(), own.bankAccount(), own.attributes(), own.causes()),
                    time.now());
        }
        life.absorb(
                caller,
                duplicate,
                duplicate.present(),
                Departure.DOUBLE_ENTRY,
                Closure.DUPLICATE,
                surviving.id(),
                today,
                command.reason());
        surviving.describe(description, time.now());
        var from = command.take();
        var needs = from.contains(Field.NEEDS) ? duplicate : surviving;
        surviving.state(needs.needs(), needs.needsRemark(), time.now());
        var wishes = from.contains(Field.WISHES) ? duplicate : surviving;
        surviving.wish(wishes.wishes(), wishes.wishesRemark(), time.now());
        surviving.own((from.contains(Field.ASSETS) ? duplicate : surviving).assets(), time.now());
        var checked = (from.contains(Field.SAFEGUARDS) ? duplicate : surviving).safeguards();
        safeguards.fire(
                new SafeguardsChanged(caller, surviving.id(), surviving.safeguards(), checked, command.reason()));
        surviving.check(checked, time.now());
        surviving.dwell((from.contains(Field.DWELLING) ? duplicate : surviving).dwelling(), time.now());
        if (duplicate.lastVisitedOn() != null) {
            households.visited(List.of(surviving.id()), duplicate.lastVisitedOn());
            surviving.visited(duplicate.lastVisitedOn());
        }
        households.moveShocks(duplicate, surviving);
        var came = HouseholdLife.take(surviving, coming, command.members(), Arrival.MERGED_IN, today);
        came.forEach(entities::persist);
        takeIncomes(caller, surviving, duplicate, command);
        persons.store(caller, Map.of(), () -> journal.close(caller, surviving, before, "APP", command.reason(), today));
        var merge = new HouseholdMerge(surviving, duplicate, kept, command.reason(), time.now(), caller.subject());
        entities.persist(merge);
        var reason = command.reason();
        events.note(
                caller,
                surviving,
                LifeEventKind.DUPLICATE_MERGED,
                today,
                came.stream().map(Member::id).toList(),
                new Other(duplicate.id(), null, reason));
        events.note(
                caller,
                duplicate,
                LifeEventKind.DUPLICATE_OF,
                today,
                List.of(),
                new Other(surviving.id(), null, reason));
        outbox.append(HouseholdLife.merged(surviving, duplicate, today, "DUPLICATE", came.size()));
        audit.record(
                caller,
                "DUPLICATE_MERGED",
                "household",
                surviving.id(),
                surviving.region(),
                Map.of("duplicate", duplicate.id(), "merge", merge.id()));
        return new Merged(merge, surviving);
    }

    /** What the duplicate earned in years that the survivor has no statement of, and in others if it is wanted. */
    private void takeIncomes(Caller caller, Household surviving, Household duplicate, MergeDuplicate command) {
        var seen = new HashSet<Integer>();
        for (var theirs : statements.all(duplicate.id())) {
            var year = theirs.year();
            var revision = statements.lastRevision(surviving.id(), year);
            // of each year the latest comes first
            if (!seen.add(year) || (revision > 0 && !command.take().contains(Field.INCOMES))) {
                continue;
            }
            var lines = statements.lines(duplicate.id(), year, theirs.revision());
            var result = IncomePolicy.compute(lines, surviving.present().size());
            statements.keep(
                    caller, surviving.id(), surviving.region(), year, revision + 1, lines, result, command.reason());
            surviving.earns(year, result.perCapita());
        }
        surviving.compares(statements.figures(surviving.id(), surviving.incomeYear(), YearMonth.from(time.today())));
    }

    /** Undoes a merge of the household: both files are as before. */
    @Transactional
    public Merged undo(Caller caller, UUID survivingId, UUID mergeId, LongConsumer precondition, String reason) {
        var surviving = households.requireByOffice(caller, survivingId);
        precondition.accept(surviving.version());
        var merge = entities.find(HouseholdMerge.class, mergeId);
        if (merge == null || !merge.survivingId().equals(survivingId)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var duplicate = households.requireByOffice(caller, merge.duplicateId());
        merge.undo(time.now(), caller.subject());
        requireUntouched(merge, surviving, duplicate);
        var before = HouseholdJournal.Before.of(surviving);
        var beforeDuplicate = HouseholdJournal.Before.of(duplicate);
        entities.flush();
        try {
            rows.restore(merge.before(), List.of(surviving.id(), duplicate.id()));
        } catch (SQLIntegrityConstraintViolationException e) {
            throw HouseholdProblem.MERGE_NOT_UNDOABLE.because(
                    String.valueOf(e.getMessage()).contains("external_id")
                            ? new Reason(
                                    "EXTERNAL_ID_TAKEN", "外部编号已被其他户使用", "A client's id is another household's by now")
                            : new Reason(
                                    "PERSON_LIVES_ELSEWHERE",
                                    "有成员已登记在其他户",
                                    "A person lives in another household by now"));
        } catch (SQLException e) {
            throw new IllegalStateException("could not undo the merge", e);
        }
        entities.clear();
        var restored = households.requireByOffice(caller, survivingId);
        var again = households.requireByOffice(caller, merge.duplicateId());
        journal.close(caller, restored, before, "APP", reason);
        journal.close(caller, again, beforeDuplicate, "APP", reason);
        var today = time.today();
        events.note(
                caller, restored, LifeEventKind.MERGE_UNDONE, today, List.of(), new Other(again.id(), null, reason));
        events.note(
                caller, again, LifeEventKind.MERGE_UNDONE, today, List.of(), new Other(restored.id(), null, reason));
        outbox.append(new HouseholdMergeUndone(
                restored.id(), restored.householdNumber(), restored.region(), again.id(), again.region()));
        audit.record(caller, "MERGE_UNDONE", "household", survivingId, restored.region(), Map.of("merge", mergeId));
        return new Merged(merge, restored);
    }

    /** Merges in which the household survived or went, the newest first. */
    public List<HouseholdMerge> of(UUID household) {
        return entities.createQuery(
                        "from HouseholdMerge m where m.survivingId = :id or m.duplicateId = :id order by m.id desc",
                        HouseholdMerge.class)
                .setParameter("id", household)
                .getResultList();
    }

    private void requireUntouched(HouseholdMerge merge, Household surviving, Household duplicate) {
        var reasons = new ArrayList<Reason>();
        if (merge.before() == null) {
            reasons.add(new Reason("ANONYMISED", "合并前的数据已匿名化", "What was before the merge is anonymised"));
        }
        if (surviving.version() != merge.survivingVersion()) {
            reasons.addAll(changes(surviving, merge.survivingVersion()));
        }
        if (duplicate.version() != merge.duplicateVersion()) {
            reasons.addAll(changes(duplicate, merge.duplicateVersion()));
        }
        if (!reasons.isEmpty()) {
            throw HouseholdProblem.MERGE_NOT_UNDOABLE.because(reasons);
        }
    }

    private List<Reason> changes(Household household, long since) {
        var reasons = new ArrayList<Reason>();
        reasons.add(new Reason(
                "CHANGED_SINCE",
                "户 " + household.householdNumber() + " 合并后已有变更",
                "Household " + household.householdNumber() + " was changed after the merge"));
        history.all(household.id()).stream()
                .filter(entry -> entry.version() > since)
                .forEach(entry -> {
                    var fields = entry.changes().stream()
                            .map(FieldHistory.Change::field)
                            .collect(Collectors.joining(", "));
                    reasons.add(new Reason(
                            "LATER_CHANGE", entry.at() + " 变更了 " + fields, entry.at() + " changed " + fields));
                });
        return reasons;
    }

    private static HouseholdDescription describe(Household surviving, Household duplicate, Set<Field> take) {
        var own = surviving.description();
        var other = duplicate.description();
        return new HouseholdDescription(
                (take.contains(Field.EXTERNAL_ID) ? other : own).externalId(),
                (take.contains(Field.ADDRESS) ? other : own).address(),
                (take.contains(Field.BANK_ACCOUNT) ? other : own).bankAccount(),
                (take.contains(Field.ATTRIBUTES) ? other : own).attributes(),
                (take.contains(Field.CAUSES) ? other : own).causes());
    }
}
