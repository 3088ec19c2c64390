package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.HOUSEHOLD_NOT_STABLE;
import static org.jiedui.pairing.PairingProblem.HOUSEHOLD_WOULD_BE_UNCOUPLED;

import jakarta.enterprise.context.ApplicationScoped;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.pairing.household.HouseholdRepository;

/** Asks {@link CouplingPolicy} before a helper is taken away. Needs a transaction in which the helped side is locked. */
@ApplicationScoped
public class Coupling {
    private final PairingRepository pairings;
    private final HouseholdRepository households;

    Coupling(PairingRepository pairings, HouseholdRepository households) {
        this.pairings = pairings;
        this.households = households;
    }

    /** Refuses with {@code HOUSEHOLD_WOULD_BE_UNCOUPLED} when the last active primary helper goes without a permit. */
    void requireCoupled(Pairing pairing, UncouplingPermit permit) {
        if (permit != null || !pairing.couples()) {
            return;
        }
        var household = households.findById(pairing.helpedId());
        var active = pairings.activePrimaries(pairing.helpedId());
        if (household != null && CouplingPolicy.wouldUncouple(household.inCare(), true, active)) {
            throw HOUSEHOLD_WOULD_BE_UNCOUPLED.because(new Reason(
                    "LAST_ACTIVE_PRIMARY",
                    "这是该户唯一在任的主要帮扶责任人；须先更换或记录例外",
                    "This is the only active primary helper; replace it or record an exception"));
        }
    }

    /** Whether the helped side would be left without a primary helper if this pairing were over. */
    boolean needed(Pairing pairing) {
        if (pairing.role() != Role.PRIMARY) {
            return false;
        }
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            var household = households.findById(pairing.helpedId());
            var others =
                    pairings.activePrimaries(pairing.helpedId()) - (pairing.state() == PairingState.ACTIVE ? 1 : 0);
            return household != null && CouplingPolicy.uncoupled(household.inCare(), others);
        }
        return pairings.liveOf(pairing.helpedId()).stream()
                .noneMatch(other -> !other.id().equals(pairing.id()) && other.role() == Role.PRIMARY);
    }

    /** Refuses with {@code HOUSEHOLD_NOT_STABLE} while a household concerned is not stable. */
    void requireStable(Pairing pairing) {
        var unstable = switch (pairing.helpedKind()) {
            case HOUSEHOLD -> {
                var household = households.findById(pairing.helpedId());
                yield household != null && !household.stable() ? 1L : 0L;
            }
            case VILLAGE -> pairings.unstableHouseholds(pairing.region());
            case MENTEE, ENTERPRISE -> 0L;
        };
        if (!CouplingPolicy.mayComplete(unstable)) {
            throw HOUSEHOLD_NOT_STABLE.because(new Reason(
                    "UNSTABLE_HOUSEHOLDS", "尚有 " + unstable + " 户未稳定", unstable + " households are not stable"));
        }
    }
}
