package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.household.HouseholdRepository;

/**
 * Opens and closes gaps: one rule, asked after every change of a household's status and of its pairings, and on the first
 * day of one that was confirmed before. Needs a transaction in which the household is locked, apart from the clock's verbs.
 */
@ApplicationScoped
public class GapWatch {
    private static final int AT_ONCE = 500;

    private final GapRepository gaps;
    private final PairingRepository pairings;
    private final HouseholdRepository households;
    private final Outbox outbox;
    private final TimeSource time;

    GapWatch(
            GapRepository gaps,
            PairingRepository pairings,
            HouseholdRepository households,
            Outbox outbox,
            TimeSource time) {
        this.gaps = gaps;
        this.pairings = pairings;
        this.households = households;
        this.outbox = outbox;
        this.time = time;
    }

    /** The household moved: its open gap is of the new division from now on. */
    void moved(UUID householdId, String region) {
        gaps.update("region = ?1 where householdId = ?2 and closedAt is null", region, householdId);
    }

    /** Households with an open gap whose helper's first day has come since; by id, not locked. */
    @Transactional
    public List<UUID> begun(UUID after) {
        return gaps.begun(time.today(), after, AT_ONCE);
    }

    /** Looks at one of them anew; nothing is left to do when another replica was faster. */
    @Transactional
    public void begin(UUID householdId) {
        pairings.lockHelped(householdId);
        review(householdId, null);
    }

    /** Looks at a household anew; the permit is noted on a gap that opens. */
    public void review(UUID householdId, UncouplingPermit permit) {
        var household = households.findById(householdId);
        if (household == null) {
            return;
        }
        var uncoupled = CouplingPolicy.uncoupled(household.inCare(), pairings.activePrimaries(householdId));
        var open = gaps.open(householdId);
        if (uncoupled && open.isEmpty()) {
            var gap = new Gap(
                    Ids.next(), householdId, household.region(), time.now(), permit == null ? null : permit.reason());
            gaps.persist(gap);
            outbox.append(new PairingEvent.GapOpened(householdId, gap.region(), gap.since()));
        } else if (!uncoupled && open.isPresent()) {
            open.get().close(time.now());
            outbox.append(new PairingEvent.GapClosed(
                    householdId, open.get().region(), open.get().since()));
        }
    }
}
