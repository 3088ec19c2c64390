package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.FORM_ONE_TO_ONE;
import static org.jiedui.pairing.PairingProblem.HELPER_NOT_ELIGIBLE;
import static org.jiedui.pairing.PairingProblem.HOUSEHOLD_CLOSED;
import static org.jiedui.pairing.PairingProblem.LINEAGE_CYCLE;
import static org.jiedui.pairing.PairingProblem.PAIRING_OVERLAPS;
import static org.jiedui.pairing.PairingProblem.PROGRAMME_FORBIDS;
import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;
import static org.jiedui.pairing.PairingProblem.TOO_MANY_HELPERS;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_HELPER;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.value.Slices;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.Conflicts;
import org.jiedui.pairing.helper.Helper;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.helper.Places;
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
    /** Stands in the queue of helped sides for all mentoring by former mentees. */
    private static final UUID LINEAGE = new UUID(0, 0);

    private final PairingRepository pairings;
    private final HelperRepository helpers;
    private final OrganisationRepository organisations;
    private final MenteeRepository mentees;
    private final HouseholdRepository households;
    private final Sides sides;
    private final Conflicts conflicts;
    private final Capacity capacity;
    private final Lineage lineage;

    Admission(
            PairingRepository pairings,
            HelperRepository helpers,
            OrganisationRepository organisations,
            MenteeRepository mentees,
            HouseholdRepository households,
            Sides sides,
            Conflicts conflicts,
            Capacity capacity,
            Lineage lineage) {
        this.pairings = pairings;
        this.helpers = helpers;
        this.organisations = organisations;
        this.mentees = mentees;
        this.households = households;
        this.sides = sides;
        this.conflicts = conflicts;
        this.capacity = capacity;
        this.lineage = lineage;
    }

    /**
     * The helped sides that the caller may see, a village when it lies in the caller's region; by wish, without those that
     * are not to be seen. One query per kind.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION} for the only wish, when it is a village
     *     elsewhere
     */
    Map<ProposePairing, HelpedSide> helpedSides(Collection<ProposePairing> wishes, Caller caller) {
        var byKind = wishes.stream()
                .filter(wish -> wish.helpedId() != null)
                .collect(Collectors.groupingBy(
                        ProposePairing::helpedKind, Collectors.mapping(ProposePairing::helpedId, Collectors.toSet())));
        var seen = new HashMap<UUID, HelpedSide>();
        for (var kind : byKind.entrySet()) {
            for (var ids : Slices.of(List.copyOf(kind.getValue()), Slices.ROWS)) {
                switch (kind.getKey()) {
                    case HOUSEHOLD ->
                        households
                                .visible(ids, caller)
                                .forEach(one -> seen.put(
                                        one.id(), new HelpedSide(kind.getKey(), one.id(), null, one.region())));
                    case MENTEE ->
                        mentees.visibleOf(ids, caller)
                                .forEach(one -> seen.put(
                                        one.id(),
                                        new HelpedSide(kind.getKey(), one.id(), one.account(), one.region())));
                    case ENTERPRISE ->
                        organisations.visibleOf(ids, caller).stream()
                                .filter(one -> !one.kind().team())
                                .forEach(one -> seen.put(
                                        one.id(),
                                        new HelpedSide(kind.getKey(), one.id(), one.account(), one.region())));
                    case VILLAGE -> {
                        // named by its code, not by an id
                    }
                }
            }
        }
        var found = new HashMap<ProposePairing, HelpedSide>();
        for (var wish : wishes) {
            if (wish.helpedKind() == HelpedKind.VILLAGE) {
                if (wishes.size() == 1) {
                    caller.requireCovers(wish.village());
                }
                if (caller.covers(wish.village())) {
                    found.put(wish, HelpedSide.village(wish.village()));
                }
            } else {
                var helped = seen.get(wish.helpedId());
                if (helped != null && helped.kind() == wish.helpedKind()) {
                    found.put(wish, helped);
                }
            }
        }
        return found;
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
            UUID instead) {
        Capacity.Place place() {
            return new Capacity.Place(helperId, role.name());
        }

        /** First day after it, or null when it is open. */
        LocalDate until() {
            return to == null ? null : to.plusDays(1);
        }
    }

    /** What became of a wish: the helper side, or why not. */
    record Admitted(HelperSide helper, ProblemException refusal) {
        HelperSide orThrow() {
            if (refusal != null) {
                throw refusal;
            }
            return helper;
        }
    }

    /**
     * Checks everything and takes a place.
     *
     * @param caller who may see the members of a team that a refusal names
     * @return the helper side
     * @throws org.jiedui.chassis.problem.ProblemException the first group of rules that refuses, with all its reasons
     */
    HelperSide admit(Wish wish, Caller caller) {
        return admitAll(List.of(wish), caller).get(0).orThrow();
    }

    /**
     * The same for many wishes, in their order: what an earlier one takes, a later one does not find. Asks the database a
     * fixed number of questions, whatever the number of wishes; a wish that is refused takes nothing.
     *
     * @return one outcome per wish, in the same order
     */
    List<Admitted> admitAll(List<Wish> wishes, Caller caller) {
        lock(wishes);
        var known = new Known(wishes);
        var taken = new HashMap<Capacity.Place, Integer>();
        var outcomes = new ArrayList<Admitted>(wishes.size());
        for (var i = 0; i < wishes.size(); i++) {
            var wish = wishes.get(i);
            try {
                var helper = check(wish, known, i, caller);
                known.add(wish, helper);
                taken.merge(wish.place(), 1, Integer::sum);
                outcomes.add(new Admitted(helper, null));
            } catch (ProblemException refusal) {
                outcomes.add(new Admitted(null, refusal));
            }
        }
        capacity.takeAll(taken);
        return outcomes;
    }

    /** Whether mentoring by this helper must see all mentoring decided before, since it could close a circle. */
    Set<UUID> descended(Collection<UUID> helperIds) {
        return helpers.descended(Set.copyOf(helperIds));
    }

    /**
     * Locks what comes before a mentee, when this helper is to mentor one: whoever opens a pairing locks its mentee at once,
     * and often places next, and so calls this first.
     */
    void lockLineage(Pairing pairing, UUID helperId) {
        if (pairing.helpedKind() == HelpedKind.MENTEE
                && !descended(List.of(helperId)).isEmpty()) {
            pairings.lockHelped(List.of(LINEAGE));
        }
    }

    /** Locks all that will be asked for at once: helped sides first and places second. */
    void lockAll(Collection<UUID> helped, Collection<UUID> holders, boolean lineageToo) {
        var ids = new HashSet<>(helped);
        if (lineageToo) {
            ids.add(LINEAGE);
        }
        pairings.lockHelped(ids);
        capacity.lock(Set.copyOf(holders));
    }

    /** Helped sides first, places second, each in the order of their ids. */
    private void lock(List<Wish> wishes) {
        var helped = wishes.stream().map(wish -> wish.helped().id()).collect(Collectors.toCollection(HashSet::new));
        var mentors = wishes.stream()
                .filter(wish -> wish.helped().kind() == HelpedKind.MENTEE)
                .map(Wish::helperId)
                .toList();
        if (!descended(mentors).isEmpty()) {
            // mentors who were mentees themselves are decided about one after the other
            helped.add(LINEAGE);
        }
        pairings.lockHelped(helped);
    }

    /** Everything that the checks need to know, read after the locks were had. */
    private final class Known {
        private final Map<UUID, List<Interval>> ofHelped = new HashMap<>();
        private final Map<Integer, HelperFacts> facts = new HashMap<>();
        private final Map<UUID, Integer> required = new HashMap<>();
        private final Set<UUID> closed = new HashSet<>();
        private final Map<UUID, Helper> tied;
        private final List<Conflicts.MemberTie> ties;
        private final Map<UUID, Map<String, Long>> load;
        private final Map<Capacity.Place, Places> places;
        private final Map<Capacity.Place, List<PairingRepository.Held>> held;

        Known(List<Wish> wishes) {
            var helped = wishes.stream().map(wish -> wish.helped().id()).collect(Collectors.toSet());
            var holders = wishes.stream().map(Wish::helperId).collect(Collectors.toSet());
            places = capacity.lock(holders);
            ties = conflicts.ofMembers(
                    idsOf(wishes, wish -> wish.side() == SideKind.TEAM, Wish::helperId),
                    idsOf(
                            wishes,
                            wish -> wish.helped().kind() == HelpedKind.HOUSEHOLD,
                            wish -> wish.helped().id()));
            tied = helpers.byIds(
                    ties.stream().map(Conflicts.MemberTie::memberId).collect(Collectors.toSet()));
            pairings.notWithdrawn(helped)
                    .forEach(pairing -> ofHelped.computeIfAbsent(pairing.helpedId(), id -> new ArrayList<>())
                            .add(Interval.of(pairing)));
            households
                    .states(idsOf(
                            wishes,
                            wish -> wish.helped().kind() == HelpedKind.HOUSEHOLD,
                            wish -> wish.helped().id()))
                    .forEach(household -> {
                        required.put(household.id(), requiredPartners(household));
                        if (household.closed()) {
                            closed.add(household.id());
                        }
                    });
            var towards = new ArrayList<Sides.Towards>();
            for (var i = 0; i < wishes.size(); i++) {
                var wish = wishes.get(i);
                towards.add(new Sides.Towards(
                        i, wish.helperId(), wish.helped().id(), wish.role().name(), wish.side() == SideKind.PERSON));
            }
            facts.putAll(sides.towards(towards));
            load = pairings.liveByProgramme(holders);
            held = pairings.holding(holders);
        }

        private static Set<UUID> idsOf(List<Wish> wishes, Predicate<Wish> which, Function<Wish, UUID> id) {
            return wishes.stream().filter(which).map(id).collect(Collectors.toSet());
        }

        /** Members of the team at any time of the term who are tied to the household (PA-15). */
        Set<UUID> tiedMembers(Wish wish) {
            return ties.stream()
                    .filter(tie -> tie.teamId().equals(wish.helperId())
                            && tie.householdId().equals(wish.helped().id())
                            && tie.during(wish.from(), wish.to()))
                    .map(Conflicts.MemberTie::memberId)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        List<Interval> of(UUID helped) {
            return ofHelped.getOrDefault(helped, List.of());
        }

        /** What is not over on the helped side, without the one that the wish is to take the place of. */
        List<Interval> live(Wish wish) {
            return of(wish.helped().id()).stream()
                    .filter(Interval::live)
                    .filter(other -> wish.instead() == null || !wish.instead().equals(other.id()))
                    .toList();
        }

        int required(HelpedSide helped) {
            return helped.kind() == HelpedKind.HOUSEHOLD ? required.getOrDefault(helped.id(), 1) : 1;
        }

        long load(Wish wish) {
            return load.getOrDefault(wish.helperId(), Map.of()).getOrDefault(wish.programme(), 0L);
        }

        void add(Wish wish, HelperSide helper) {
            ofHelped.computeIfAbsent(wish.helped().id(), id -> new ArrayList<>())
                    .add(new Interval(
                            null,
                            wish.programme(),
                            wish.role(),
                            true,
                            wish.helperId(),
                            helper.unit(),
                            wish.from(),
                            wish.until()));
            load.computeIfAbsent(wish.helperId(), id -> new HashMap<>()).merge(wish.programme(), 1L, Long::sum);
            held.computeIfAbsent(wish.place(), place -> new ArrayList<>())
                    .add(new PairingRepository.Held(null, wish.from(), wish.until()));
        }
    }

    /** A pairing as far as the checks look at it. */
    private record Interval(
            UUID id,
            String programme,
            Role role,
            boolean live,
            UUID helperId,
            String unit,
            LocalDate from,
            LocalDate until) {
        static Interval of(Pairing pairing) {
            return new Interval(
                    pairing.id(),
                    pairing.programme(),
                    pairing.role(),
                    pairing.state().live(),
                    pairing.helperId(),
                    pairing.helperUnit(),
                    pairing.validFrom(),
                    pairing.until());
        }
    }

    /**
     * Checks anew, before it is confirmed, what may have come between the two sides since the proposal: a tie that was
     * declared, a household that was closed, or a helper who may not be chosen any more. Needs the helped side locked; locks the helper's places.
     *
     * @param caller who may see the members of a team that a refusal names
     * @throws org.jiedui.chassis.problem.ProblemException {@code HOUSEHOLD_CLOSED}, {@code UNKNOWN_HELPER},
     *     {@code HELPER_NOT_ELIGIBLE}
     */
    void requireStillFit(Pairing pairing, ProgrammeRules rules, Caller caller) {
        var wish = new Wish(
                pairing.programme(),
                rules,
                pairing.role(),
                pairing.helperSide(),
                pairing.helperId(),
                new HelpedSide(pairing.helpedKind(), pairing.helpedId(), pairing.helpedAccount(), pairing.region()),
                pairing.validFrom(),
                pairing.validTo(),
                pairing.id());
        requireFit(wish, new Known(List.of(wish)), 0, caller);
    }

    /**
     * Asks for the place on the days by which a pairing is to last longer. Needs the helped side locked; locks the places of
     * the helper and of who stands in, which is what ends next.
     *
     * @param to the new last day, or null
     * @throws org.jiedui.chassis.problem.ProblemException {@code CAPACITY_EXHAUSTED} when others have the place by then
     */
    void requirePlaceUntil(Pairing pairing, LocalDate to) {
        var holders = pairings.liveCovers(pairing.id()).stream()
                .map(Pairing::helperId)
                .collect(Collectors.toCollection(HashSet::new));
        holders.add(pairing.helperId());
        var place = new Capacity.Place(pairing.helperId(), pairing.role().name());
        var places = capacity.lock(holders).get(place);
        var others = pairings.holding(List.of(pairing.helperId())).getOrDefault(place, List.of()).stream()
                .filter(other -> !other.id().equals(pairing.id()))
                .toList();
        requirePlace(places, others, pairing.until(), to == null ? null : to.plusDays(1));
        capacity.redated(place.holder(), place.role());
    }

    private HelperFacts requireFit(Wish wish, Known known, int number, Caller caller) {
        if (known.closed.contains(wish.helped().id())) {
            throw HOUSEHOLD_CLOSED.problem();
        }
        // whoever may be paired there may be chosen there, wherever his home is; everybody else is not even known
        var facts = known.facts.get(number);
        if (facts == null
                || !(wish.helped().region().startsWith(facts.serviceRegion())
                        || wish.helped().region().startsWith(county(facts.region())))) {
            throw UNKNOWN_HELPER.problem();
        }
        var ties = known.tiedMembers(wish);
        if (!ties.isEmpty()) {
            facts = facts.towards(true, facts.paired(), facts.former(), facts.wishes());
        }
        var visible = ties.stream()
                .filter(id -> caller.covers(known.tied.get(id).region()))
                .toList();
        var units = known.live(wish).stream().map(Interval::unit).toList();
        requireEligible(wish, facts, visible, units, known.required(wish.helped()));
        return facts;
    }

    private HelperSide check(Wish wish, Known known, int number, Caller caller) {
        requireAllowed(wish);
        var facts = requireFit(wish, known, number, caller);
        requireRoom(wish, known.live(wish), known.required(wish.helped()));
        requirePlace(
                known.places.getOrDefault(wish.place(), new Places(wish.role().name(), 0, 0)),
                known.held.getOrDefault(wish.place(), List.of()),
                wish.from(),
                wish.until());
        requireNoOverlap(wish, known.of(wish.helped().id()));
        if (known.load(wish) >= wish.rules().maxHelped()) {
            throw PROGRAMME_FORBIDS.because(new Reason(
                    "MAX_HELPED",
                    "每方最多帮扶 " + wish.rules().maxHelped() + " 个对象",
                    "At most " + wish.rules().maxHelped() + " helped sides for one helper side"));
        }
        if (wish.helped().kind() == HelpedKind.MENTEE
                && lineage.wouldClose(wish.helperId(), wish.helped().id())) {
            throw LINEAGE_CYCLE.problem();
        }
        return new HelperSide(wish.side(), facts.id(), facts.account(), facts.kind(), facts.unit());
    }

    /** Fewest helpers of different departments that the helped side needs (PA-12). */
    int requiredPartners(HelpedSide helped) {
        if (helped.kind() != HelpedKind.HOUSEHOLD) {
            return 1;
        }
        return households.states(List.of(helped.id())).stream()
                .mapToInt(Admission::requiredPartners)
                .findFirst()
                .orElse(1);
    }

    static int requiredPartners(Household household) {
        return FormPolicy.requiredPartners(
                household.childrenOutOfSchool(), household.risks(), household.labour(), household.selfCare());
    }

    private static int requiredPartners(HouseholdRepository.State household) {
        return FormPolicy.requiredPartners(
                household.childrenOutOfSchool(), household.risks(), household.labour(), household.selfCare());
    }

    /** Name on a certificate. */
    PersonalText name(SideKind side, UUID id) {
        return side == SideKind.PERSON
                ? helpers.findById(id).name()
                : PersonalText.of(organisations.findById(id).name());
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

    private static void requireEligible(
            Wish wish, HelperFacts facts, List<UUID> tiedMembers, List<String> units, int required) {
        var helped = new HelpedFacts(
                wish.helped().kind().name(),
                wish.helped().id(),
                wish.helped().region(),
                Set.of(),
                null,
                required,
                units);
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
                    .flatMap(veto -> veto == Veto.CONFLICT_OF_INTEREST && wish.side() == SideKind.TEAM
                            ? conflict(tiedMembers)
                            : Stream.of(Reason.of(veto, veto.zh(), veto.en())))
                    .toList());
        }
    }

    /** One reason per member whom the caller may see, by id; otherwise that there is somebody. */
    private static Stream<Reason> conflict(List<UUID> tiedMembers) {
        var code = Veto.CONFLICT_OF_INTEREST.name();
        return tiedMembers.isEmpty()
                ? Stream.of(new Reason(
                        code, "有成员与该户有亲属等利害关系", "Somebody of the team is a member or relative of the household"))
                : tiedMembers.stream()
                        .map(id -> new Reason(
                                code,
                                "成员 " + id + " 与该户有亲属等利害关系",
                                "Member " + id + " of the team is a member or relative of the household"));
    }

    private static void requireRoom(Wish wish, List<Interval> live, int required) {
        var rules = wish.rules();
        var ofProgramme = live.stream()
                .filter(p -> p.programme().equals(wish.programme()))
                .toList();
        if (ofProgramme.size() >= rules.maxHelpers()) {
            throw TOO_MANY_HELPERS.because(new Reason(
                    "MAX_HELPERS", "最多 " + rules.maxHelpers() + " 名", "At most " + rules.maxHelpers() + " helpers"));
        }
        var most = FormPolicy.mostPrimary(wish.helped().kind().name(), rules.maxPrimary(), required);
        var present = ofProgramme.stream().filter(p -> p.role() == Role.PRIMARY).count();
        if (wish.role() == Role.PRIMARY && present >= most) {
            throw FORM_ONE_TO_ONE.because(
                    new Reason("MAX_PRIMARY", "最多 " + most + " 名主要帮扶责任人", "At most " + most + " primary helpers"));
        }
    }

    /**
     * A place is taken from the first to the last day. Counted are all who have it on some of the wished days, not the most
     * at once: simple, and never lets in too many.
     *
     * @param until first day after, or null
     */
    private static void requirePlace(
            Places places, List<PairingRepository.Held> held, LocalDate from, LocalDate until) {
        var taken = (int) held.stream()
                .filter(other -> TermPolicy.overlap(from, until, other.from(), other.until()))
                .count();
        if (taken >= places.places()) {
            throw Capacity.exhausted(new Places(places.role(), places.places(), taken));
        }
    }

    private static void requireNoOverlap(Wish wish, List<Interval> others) {
        for (var other : others) {
            if (other.helperId().equals(wish.helperId())
                    && (wish.instead() == null || !wish.instead().equals(other.id()))
                    && other.role() == wish.role()
                    && TermPolicy.overlap(wish.from(), wish.until(), other.from(), other.until())) {
                throw PAIRING_OVERLAPS.because(
                        other.id() == null
                                ? new Reason("SAME_REQUEST", "与同批另一项重叠", "Overlaps another item of the same request")
                                : new Reason(
                                        "OTHER_PAIRING",
                                        "与结对 " + other.id() + " 重叠",
                                        "Overlaps pairing " + other.id()));
            }
        }
    }
}
