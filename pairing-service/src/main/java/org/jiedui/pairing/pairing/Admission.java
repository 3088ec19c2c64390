package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.FORM_ONE_TO_ONE;
import static org.jiedui.pairing.PairingProblem.HELPER_NOT_ELIGIBLE;
import static org.jiedui.pairing.PairingProblem.LINEAGE_CYCLE;
import static org.jiedui.pairing.PairingProblem.PAIRING_OVERLAPS;
import static org.jiedui.pairing.PairingProblem.PROGRAMME_FORBIDS;
import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;
import static org.jiedui.pairing.PairingProblem.TOO_MANY_HELPERS;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_HELPER;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.household.Household;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.lineage.Lineage;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.FormPolicy;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.MatchingPolicy;
import org.jiedui.pairing.matching.Sides;
import org.jiedui.pairing.matching.Veto;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.organisation.OrganisationRepository;
import org.jiedui.pairing.programme.ProgrammeRules;

/**
 * All checks that a helper side passes before it is paired with a helped side, whether by proposal or by replacement, and
 * the taking of its place. Needs a transaction; locks the helped side first and the helper's places second, always in this
 * order.
 */
@ApplicationScoped
public class Admission {
    private final PairingRepository pairings;
    private final HelperRepository helpers;
    private final OrganisationRepository organisations;
    private final MenteeRepository mentees;
    private final HouseholdRepository households;
    private final Sides sides;
    private final Capacity capacity;
    private final Lineage lineage;

    Admission(
            PairingRepository pairings,
            HelperRepository helpers,
            OrganisationRepository organisations,
            MenteeRepository mentees,
            HouseholdRepository households,
            Sides sides,
            Capacity capacity,
            Lineage lineage) {
        this.pairings = pairings;
        this.helpers = helpers;
        this.organisations = organisations;
        this.mentees = mentees;
        this.households = households;
        this.sides = sides;
        this.capacity = capacity;
        this.lineage = lineage;
    }

    /** The helped side when the caller may see it; a village when it lies in the caller's region. */
    HelpedSide helped(HelpedKind kind, UUID id, String village, Caller caller) {
        return switch (kind) {
            case HOUSEHOLD ->
                households
                        .find(id, caller)
                        .map(household -> new HelpedSide(kind, id, null, household.region()))
                        .orElseThrow(CommonProblem.NOT_FOUND::problem);
            case MENTEE ->
                mentees.find(id, caller)
                        .map(mentee -> new HelpedSide(kind, id, mentee.account(), mentee.region()))
                        .orElseThrow(CommonProblem.NOT_FOUND::problem);
            case ENTERPRISE ->
                organisations
                        .find(id, caller)
                        .filter(organisation -> !organisation.kind().team())
                        .map(organisation -> new HelpedSide(kind, id, organisation.account(), organisation.region()))
                        .orElseThrow(CommonProblem.NOT_FOUND::problem);
            case VILLAGE -> {
                caller.requireCovers(village);
                yield HelpedSide.village(village);
            }
        };
    }

    /** A wished interval between two sides. */
    record Wish(
            String programme,
            ProgrammeRules rules,
            Role role,
            SideKind side,
            UUID helperId,
            HelpedSide helped,
            LocalDate from,
            LocalDate to,
            UUID instead) {}

    /**
     * Checks everything and takes a place.
     *
     * @return the helper side
     * @throws org.jiedui.chassis.problem.ProblemException the first group of rules that refuses, with all its reasons
     */
    HelperSide admit(Wish wish) {
        requireAllowed(wish);
        pairings.lockHelped(wish.helped().id());
        var live = pairings.liveOf(wish.helped().id()).stream()
                .filter(other -> !other.id().equals(wish.instead()))
                .toList();
        var required = requiredPartners(wish.helped());
        var facts = facts(wish);
        requireEligible(wish, facts, live, required);
        requireRoom(wish, live, required);
        capacity.take(wish.helperId(), wish.role().name());
        requireNoOverlap(wish);
        if (pairings.liveOfHelper(wish.helperId(), wish.programme())
                >= wish.rules().maxHelped()) {
            throw PROGRAMME_FORBIDS.because(new Reason(
                    "MAX_HELPED",
                    "每方最多帮扶 " + wish.rules().maxHelped() + " 个对象",
                    "At most " + wish.rules().maxHelped() + " helped sides for one helper side"));
        }
        if (wish.helped().kind() == HelpedKind.MENTEE
                && lineage.wouldClose(wish.helperId(), wish.helped().id())) {
            throw LINEAGE_CYCLE.problem();
        }
        return new HelperSide(wish.side(), facts.id(), facts.account(), facts.kind(), facts.unit(), name(wish));
    }

    /** Fewest helpers of different departments that the helped side needs (PA-12). */
    int requiredPartners(HelpedSide helped) {
        if (helped.kind() != HelpedKind.HOUSEHOLD) {
            return 1;
        }
        Household household = households.findById(helped.id());
        return household == null
                ? 1
                : FormPolicy.requiredPartners(
                        household.childrenOutOfSchool(), household.labour(), household.selfCare());
    }

    /** Name on a certificate. */
    PersonalText name(SideKind side, UUID id) {
        return side == SideKind.PERSON
                ? helpers.findById(id).name()
                : PersonalText.of(organisations.findById(id).name());
    }

    private PersonalText name(Wish wish) {
        return name(wish.side(), wish.helperId());
    }

    private HelperFacts facts(Wish wish) {
        var found = wish.side() == SideKind.PERSON
                ? sides.helper(wish.helperId(), wish.helped().id(), wish.role().name())
                : sides.team(wish.helperId(), wish.helped().id(), wish.role().name());
        // whoever may be paired there may be chosen there, wherever his home is; everybody else is not even known
        return found.filter(facts -> wish.helped().region().startsWith(facts.serviceRegion())
                        || wish.helped().region().startsWith(county(facts.region())))
                .orElseThrow(UNKNOWN_HELPER::problem);
    }

    private static String county(String region) {
        return region.substring(0, Math.min(6, region.length()));
    }

    private static void requireAllowed(Wish wish) {
        var rules = wish.rules();
        var reasons = new ArrayList<Reason>();
        if (!rules.roles().contains(wish.role().name())) {
            reasons.add(new Reason("ROLE", "帮扶项目无此角色", "The programme has no such role"));
        }
        if (!rules.helperSides().contains(wish.side().name())) {
            reasons.add(new Reason("HELPER_SIDE", "帮扶项目不接受此类帮扶方", "The programme takes no such helper side"));
        }
        if (!rules.helpedKinds().contains(wish.helped().kind().name())) {
            reasons.add(new Reason("HELPED_KIND", "帮扶项目不接受此类帮扶对象", "The programme takes no such helped side"));
        }
        if (!reasons.isEmpty()) {
            throw PROGRAMME_FORBIDS.because(reasons);
        }
        var faults = TermPolicy.faults(wish.from(), wish.to(), rules.termMinMonths(), rules.termMaxMonths());
        if (wish.instead() != null) {
            // a successor takes over the rest of a term
            faults.remove(TermPolicy.Fault.TOO_SHORT);
        }
        if (!faults.isEmpty()) {
            throw TERM_NOT_ALLOWED.because(faults.stream()
                    .map(fault -> Reason.of(fault, fault.zh(), fault.en()))
                    .toList());
        }
    }

    private void requireEligible(Wish wish, HelperFacts facts, List<Pairing> live, int required) {
        var helped = new HelpedFacts(
                wish.helped().kind().name(),
                wish.helped().id(),
                wish.helped().region(),
                Set.of(),
                null,
                required,
                live.stream().map(Pairing::helperUnit).toList());
        var demand = new Demand(
                wish.role().name(),
                wish.from(),
                wish.to(),
                wish.rules().helperKinds(),
                wish.rules().unitLevels());
        // places and overlaps are decided under their own locks and with their own codes
        var vetoes = MatchingPolicy.vetoes(facts, helped, demand).stream()
                .filter(veto -> veto != Veto.CAPACITY_FULL && veto != Veto.ALREADY_PAIRED)
                .toList();
        if (!vetoes.isEmpty()) {
            throw HELPER_NOT_ELIGIBLE.because(vetoes.stream()
                    .map(veto -> Reason.of(veto, veto.zh(), veto.en()))
                    .toList());
        }
    }

    private static void requireRoom(Wish wish, List<Pairing> live, int required) {
        var rules = wish.rules();
        if (live.size() >= rules.maxHelpers()) {
            throw TOO_MANY_HELPERS.because(new Reason(
                    "MAX_HELPERS", "最多 " + rules.maxHelpers() + " 名", "At most " + rules.maxHelpers() + " helpers"));
        }
        var most = wish.helped().kind() == HelpedKind.HOUSEHOLD
                ? Math.min(rules.maxPrimary(), Math.max(1, required))
                : rules.maxPrimary();
        var present = live.stream()
                .filter(p -> p.role() == Role.PRIMARY && p.programme().equals(wish.programme()))
                .count();
        if (wish.role() == Role.PRIMARY && present >= most) {
            throw FORM_ONE_TO_ONE.because(
                    new Reason("MAX_PRIMARY", "最多 " + most + " 名主要帮扶责任人", "At most " + most + " primary helpers"));
        }
    }

    private void requireNoOverlap(Wish wish) {
        var until = wish.to() == null ? null : wish.to().plusDays(1);
        for (var other : pairings.ofTheSameTwo(wish.helperId(), wish.helped().id(), wish.role())) {
            if (TermPolicy.overlap(wish.from(), until, other.validFrom(), other.until())) {
                throw PAIRING_OVERLAPS.because(
                        new Reason("OTHER_PAIRING", "与结对 " + other.id() + " 重叠", "Overlaps pairing " + other.id()));
            }
        }
    }
}
