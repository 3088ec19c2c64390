package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;

/**
 * Closes every change of a household, in its transaction: figures computed anew, rules asked, flushed, announced when a
 * fact changed, noted in the change feed and in the field history.
 */
@ApplicationScoped
public class HouseholdJournal {
    /** Order in which identities are stored, so that two writers of the same persons cannot block each other. */
    private static final Comparator<Member> BY_IDENTITY =
            Comparator.comparing(Member::identity, Comparator.nullsFirst(Arrays::compareUnsigned));

    private final HouseholdRepository households;
    private final Event<HouseholdTouched> touched;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final FieldHistory history;
    private final TimeSource time;

    HouseholdJournal(
            HouseholdRepository households,
            Event<HouseholdTouched> touched,
            Outbox outbox,
            ChangeLog changes,
            FieldHistory history,
            TimeSource time) {
        this.households = households;
        this.touched = touched;
        this.outbox = outbox;
        this.changes = changes;
        this.history = history;
        this.time = time;
    }

    /**
     * The state before a change.
     *
     * @param facts null when the household is new
     * @param snapshot null when the household is new
     */
    public record Before(HouseholdFacts facts, HouseholdSnapshot snapshot) {
        static final Before NOTHING = new Before(null, null);

        /** To be taken before anything is changed. */
        public static Before of(Household household) {
            return new Before(household.facts(), HouseholdSnapshot.of(household));
        }
    }

    /** Closes a change made through {@code source} ({@code APP}, {@code IMPORT}, {@code RULE}) for a reason, or null. */
    public void close(Caller caller, Household household, Before before, String source, String reason) {
        close(caller, household, before, source, reason, null);
    }

    /**
     * Closes a change that holds from a day. Refuses with {@code LATER_CHANGE_EXISTS} when one of its fields was changed
     * with effect from a later day already: the present state would be the older one.
     *
     * @param on the day; null: today
     */
    public void close(Caller caller, Household household, Before before, String source, String reason, LocalDate on) {
        household.count(time.today(), time.now());
        touched.fire(new HouseholdTouched(household, caller));
        if (before.facts() == null) {
            // stored when nothing will change any more: one insert, and no update behind it
            var entities = households.getEntityManager();
            entities.persist(household);
            household.members().stream().sorted(BY_IDENTITY).forEach(entities::persist);
        }
        households.flush();
        var facts = household.facts();
        if (before.facts() == null) {
            outbox.append(facts.registered());
        } else if (!facts.equals(before.facts())) {
            outbox.append(facts.changed());
        }
        if (before.facts() != null && !before.facts().region().equals(household.region())) {
            changes.record(
                    "households",
                    household.id(),
                    before.facts().region(),
                    household.version(),
                    Change.Operation.REMOVE);
        }
        changes.record("households", household.id(), household.region(), household.version(), Change.Operation.UPSERT);
        var after = HouseholdSnapshot.of(household);
        if (on != null && on.isBefore(time.today()) && before.snapshot() != null) {
            requireLast(household, before.snapshot(), after, on);
        }
        history.record(
                caller,
                "household",
                household.id(),
                household.region(),
                household.version(),
                before.snapshot(),
                after,
                source,
                reason,
                before.snapshot() == null ? household.registeredOn() : on);
    }

    private void requireLast(Household household, HouseholdSnapshot before, HouseholdSnapshot after, LocalDate on) {
        var fields = history.differences(before, after).stream()
                .map(FieldHistory.Change::field)
                .collect(Collectors.toSet());
        var later = history.all(household.id()).stream()
                .filter(entry -> entry.effectiveOn().isAfter(on))
                .flatMap(entry -> entry.changes().stream()
                        .map(FieldHistory.Change::field)
                        .filter(fields::contains)
                        .map(field -> new Reason(
                                "LATER_CHANGE",
                                field + " 自 " + entry.effectiveOn() + " 起已变更",
                                field + " was changed with effect from " + entry.effectiveOn())))
                .toList();
        if (!later.isEmpty()) {
            throw HouseholdProblem.LATER_CHANGE_EXISTS.because(later);
        }
    }
}
