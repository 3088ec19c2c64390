package org.jiedui.household.safeguard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdJournal;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.Safeguards;
import org.jiedui.household.registration.SafeguardsChanged;

/**
 * Checks of the safeguards (HH-09): each flag has the day from which it holds, and its history, also where an import or a
 * merge changed it. The rules look at the household in the same transaction.
 */
@ApplicationScoped
public class SafeguardChecks {
    private final HouseholdRepository households;
    private final HouseholdJournal journal;
    private final EntityManager entities;
    private final TimeSource time;

    SafeguardChecks(HouseholdRepository households, HouseholdJournal journal, EntityManager entities, TimeSource time) {
        this.households = households;
        this.journal = journal;
        this.entities = entities;
        this.time = time;
    }

    /**
     * Replaces the state of the safeguards.
     *
     * @param since day from which a flag's new state holds; where it is not given, the day of the check, else today
     */
    @Transactional
    public Household check(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            Safeguards checked,
            Map<SafeguardKind, LocalDate> since,
            String reason) {
        var household = households.requireByOffice(caller, id);
        precondition.accept(household.version());
        household.requireOpen();
        var before = HouseholdJournal.Before.of(household);
        note(new SafeguardsChanged(caller, id, household.safeguards(), checked, reason), since);
        household.check(checked, time.now());
        journal.close(caller, household, before, "APP", reason);
        return household;
    }

    void on(@Observes SafeguardsChanged changed) {
        note(changed, Map.of());
    }

    private void note(SafeguardsChanged changed, Map<SafeguardKind, LocalDate> since) {
        var checked = changed.after();
        var otherwise = checked.safeguardsCheckedOn() == null ? time.today() : checked.safeguardsCheckedOn();
        for (var kind : SafeguardKind.values()) {
            if (kind.of(changed.before()) != kind.of(checked)) {
                entities.persist(new SafeguardEntry(
                        changed.household(),
                        kind,
                        kind.of(checked),
                        since.getOrDefault(kind, otherwise),
                        checked.safeguardsCheckedOn(),
                        changed.reason(),
                        time.now(),
                        changed.caller().subject()));
            }
        }
    }

    /** All changes of a household's flags in the order in which they were recorded; the right to see is checked before. */
    public List<SafeguardEntry> history(UUID householdId) {
        return entities.createQuery(
                        "from SafeguardEntry e where e.key.householdId = :id order by e.key.id", SafeguardEntry.class)
                .setParameter("id", householdId)
                .getResultList();
    }
}
