package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.FORM_REQUIRES_PARTNERS;
import static org.jiedui.pairing.PairingProblem.HOUSEHOLD_NOT_STABLE;
import static org.jiedui.pairing.PairingProblem.HOUSEHOLD_WOULD_BE_UNCOUPLED;

import jakarta.enterprise.context.ApplicationScoped;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.matching.FormPolicy;
import org.jiedui.pairing.organisation.OrganisationKind;

/** Asks {@link CouplingPolicy} before a helper is taken away. Needs a transaction in which the helped side is locked. */
@ApplicationScoped
public class Coupling {
    private final PairingRepository pairings;
    private final HouseholdRepository households;
    private final TimeSource time;

    Coupling(PairingRepository pairings, HouseholdRepository households, TimeSource time) {
        this.time = time;
        this.pairings = pairings;
        this.households = households;
    }

    /**
     * Refuses, without a permit, with {@code HOUSEHOLD_WOULD_BE_UNCOUPLED} when the last active primary helper goes, and
     * with {@code FORM_REQUIRES_PARTNERS} when a household would be left with fewer departments than it needs. Who stands
     * in for a helper goes with him.
     */
    void requireCoupled(Pairing pairing, UncouplingPermit permit) {
        if (permit != null) {
            return;
        }
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD && pairing.role() == Role.PRIMARY) {
            requireAnother(pairing);
        }
        if (breaksForm(pairing)) {
            throw FORM_REQUIRES_PARTNERS.because(new Reason(
                    "DEPARTMENTS",
                    "该户将缺少所需的部门；须先更换、由另一部门提出结对或记录例外",
                    "Too few departments would be left; replace the helper, propose one of another department, or record"
                            + " an exception"));
        }
    }

    private void requireAnother(Pairing pairing) {
        var household = households.findById(pairing.helpedId());
        var active = pairings.activePrimaries(pairing.helpedId());
        var others = pairings.otherPrimaries(pairing);
        if (household != null && CouplingPolicy.wouldUncouple(household.inCare(), active, others)) {
            throw HOUSEHOLD_WOULD_BE_UNCOUPLED.because(new Reason(
                    "LAST_ACTIVE_PRIMARY",
                    "这是该户唯一在任的主要帮扶责任人；须先更换或记录例外",
                    "This is the only active primary helper; replace it or record an exception"));
        }
    }

    /**
     * Whether a household in care that was settled with the departments it needs would lose them if this pairing were over
     * (PA-12). Counts as a confirmation does, proposals too; what rests does not count, but for whoever stands in for it and
     * would end with it.
     */
    boolean breaksForm(Pairing pairing) {
        if (pairing.helpedKind() != HelpedKind.HOUSEHOLD
                || pairing.state() == PairingState.SUSPENDED
                        && pairings.liveCovers(pairing.id()).isEmpty()) {
            return false;
        }
        var household = households.findById(pairing.helpedId());
        if (household == null || !household.inCare()) {
            return false;
        }
        var others = pairings.liveOf(pairing.helpedId()).stream()
                .filter(other -> !other.id().equals(pairing.id())
                        && !pairing.id().equals(other.coversId())
                        && other.state() != PairingState.SUSPENDED)
                .toList();
        // as long as nothing else is confirmed nothing relies on it, and who stood in is not needed beside who is back
        return others.stream().anyMatch(other -> other.state() == PairingState.ACTIVE)
                && others.stream().noneMatch(other -> other.id().equals(pairing.coversId()))
                && FormPolicy.wouldBreak(
                        Admission.requiredPartners(household),
                        others.stream().map(Pairing::helperUnit).toList(),
                        pairing.helperUnit());
    }

    /** Whether the helped side would be left without a primary helper, or without its form, if this pairing were over. */
    boolean needed(Pairing pairing) {
        if (breaksForm(pairing)) {
            return true;
        }
        if (pairing.role() != Role.PRIMARY) {
            return false;
        }
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            var household = households.findById(pairing.helpedId());
            return household != null && CouplingPolicy.uncoupled(household.inCare(), pairings.otherPrimaries(pairing));
        }
        if (team(pairing)) {
            return lastTeam(pairing);
        }
        return pairings.liveOf(pairing.helpedId()).stream()
                .noneMatch(other -> !other.id().equals(pairing.id())
                        && !pairing.id().equals(other.coversId())
                        && other.role() == Role.PRIMARY);
    }

    /** Refuses with {@code HOUSEHOLD_NOT_STABLE} when the last team of a village that is not stable goes without a permit. */
    void requireTeam(Pairing pairing, UncouplingPermit permit) {
        if (permit == null && team(pairing) && lastTeam(pairing)) {
            requireStable(pairing);
        }
    }

    /** Whether no other team is at work in the village; one that stands in for it goes with it. */
    private boolean lastTeam(Pairing pairing) {
        return pairings.liveOf(pairing.helpedId()).stream()
                .noneMatch(other -> team(other)
                        && other.state() == PairingState.ACTIVE
                        && other.on(time.today())
                        && !other.id().equals(pairing.id())
                        && !pairing.id().equals(other.coversId()));
    }

    private static boolean team(Pairing pairing) {
        return pairing.helpedKind() == HelpedKind.VILLAGE
                && pairing.role() == Role.PRIMARY
                && pairing.helperKind().equals(OrganisationKind.VILLAGE_TEAM.name());
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
