package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/**
 * Closes every change of a household, in its transaction: figures computed anew, rules asked, flushed, announced when a
 * fact changed, noted in the change feed and in the field history.
 */
@ApplicationScoped
public class HouseholdJournal {
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
        household.count(time.today(), time.now());
        touched.fire(new HouseholdTouched(household, caller));
        households.flush();
        var facts = household.facts();
        if (before.facts() == null) {
            outbox.append(facts.registered());
        } else if (!facts.equals(before.facts())) {
            outbox.append(facts.changed());
        }
        changes.record("households", household.id(), household.region(), household.version(), Change.Operation.UPSERT);
        history.record(
                caller,
                "household",
                household.id(),
                household.region(),
                household.version(),
                before.snapshot(),
                HouseholdSnapshot.of(household),
                source,
                reason);
    }
}
