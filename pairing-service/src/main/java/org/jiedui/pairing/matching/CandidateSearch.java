package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingProblem;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.programme.ProgrammeRepository;
import org.jiedui.pairing.programme.ProgrammeRules;

/**
 * Who could help a household, a village or an enterprise or mentor a mentee, best first (PA-13): persons, or teams and other
 * organisations. Persons come from the {@link HelperPool}, and a fixed number of queries, whatever their number, tell of the
 * helped side, its division, the rules in force and what ties anybody to it; all teams that serve the division are read.
 */
@ApplicationScoped
public class CandidateSearch {
    /**
     * One of the first four is set.
     *
     * @param village its code of 12 digits
     * @param programme null: the one that is usual for such a helped side
     * @param side {@code PERSON} or {@code TEAM}; null: persons for persons, teams for villages and enterprises, as far as
     *     the programme takes them
     */
    public record Question(
            UUID household,
            UUID mentee,
            String village,
            UUID enterprise,
            String side,
            String programme,
            String role,
            LocalDate from,
            LocalDate to,
            VillageTrait trait,
            int limit) {}

    /** The helped side and the helpers, judged and ranked. */
    public record Answer(
            HelpedFacts helped,
            Demand demand,
            String programme,
            String side,
            List<Map.Entry<HelperFacts, Assessment>> ranked) {}

    private final Sides sides;
    private final HelperPool pool;
    private final HouseholdRepository households;
    private final MenteeRepository mentees;
    private final ProgrammeRepository programmes;
    private final RuleRepository rules;
    private final Divisions divisions;
    private final Wishes wishes;
    private final TimeSource time;

    CandidateSearch(
            Sides sides,
            HelperPool pool,
            HouseholdRepository households,
            MenteeRepository mentees,
            ProgrammeRepository programmes,
            RuleRepository rules,
            Divisions divisions,
            Wishes wishes,
            TimeSource time) {
        this.rules = rules;
        this.divisions = divisions;
        this.wishes = wishes;
        this.time = time;
        this.sides = sides;
        this.pool = pool;
        this.households = households;
        this.mentees = mentees;
        this.programmes = programmes;
    }

    /**
     * Searches.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code NOT_FOUND} for a helped side that is absent or not
     *     visible, {@code UNKNOWN_PROGRAMME}, {@code PROGRAMME_FORBIDS} unless such helpers help such helped sides in it
     */
    public Answer search(Question question, Caller caller) {
        var code = question.programme() != null ? question.programme() : USUAL.get(kind(question));
        var programme = programmes
                .inForce(code, question.from())
                .orElseThrow(PairingProblem.UNKNOWN_PROGRAMME::problem)
                .rules();
        var helped = helped(question, code, programme, caller);
        var side = question.side() != null ? question.side() : usual(helped, programme);
        if (!programme.helperSides().contains(side) || !programme.helpedKinds().contains(helped.kind())) {
            throw PairingProblem.PROGRAMME_FORBIDS.because(new Reason(
                    "SIDES", "帮扶项目不接受此类帮扶方或帮扶对象", "The programme takes no such helper side or no such helped side"));
        }
        var demand = new Demand(
                question.role(),
                question.from(),
                question.to(),
                programme.helperKinds(),
                programme.unitLevels(),
                rules.book(helped.region(), time.today()),
                divisions.roads(helped.region()));
        return new Answer(
                helped,
                demand,
                code,
                side,
                side.equals("PERSON")
                        ? persons(helped, demand, question.limit())
                        : teams(helped, demand, question.limit()));
    }

    private List<Map.Entry<HelperFacts, Assessment>> teams(HelpedFacts helped, Demand demand, int limit) {
        // an enterprise is served by groups of people, not by its like
        var serving = sides.teamsServing(
                helped.region(),
                helped.id(),
                demand.role(),
                demand.from(),
                demand.to(),
                !helped.kind().equals("ENTERPRISE"));
        var former = sides.formerHelpers(helped.id());
        var wished = wishes.count(helped.id());
        var judged = new ArrayList<Map.Entry<HelperFacts, Assessment>>();
        for (var each : serving) {
            var helper = former.contains(each.id()) || wished.containsKey(each.id())
                    ? each.towards(
                            each.tied(), each.paired(), former.contains(each.id()), wished.getOrDefault(each.id(), 0))
                    : each;
            judged.add(Map.entry(helper, MatchingPolicy.assess(helper, helped, demand)));
        }
        judged.sort(MatchingPolicy.BEST_FIRST);
        return List.copyOf(judged.subList(0, Math.min(limit, judged.size())));
    }

    /** A helper of very many, before the rules are asked why. */
    private record Rough(HelperFacts helper, boolean feasible, int score) {}

    /** The same order as {@link MatchingPolicy#BEST_FIRST}. */
    private static final Comparator<Rough> BEST_FIRST = Comparator.comparing((Rough each) -> !each.feasible())
            .thenComparing(each -> -each.score())
            .thenComparing(each -> each.helper().taken())
            .thenComparing(each -> each.helper().id());

    /** Ranks by score and asks for the rest of those alone who are among the best. */
    private List<Map.Entry<HelperFacts, Assessment>> persons(HelpedFacts helped, Demand demand, int limit) {
        var ties = sides.ties(helped.id());
        var wished = wishes.count(helped.id());
        var all = new ArrayList<Rough>();
        for (var each : pool.serving(helped.region(), demand.role(), demand.from(), demand.to())) {
            var some = ties.getOrDefault(each.id(), Set.of());
            var wants = wished.getOrDefault(each.id(), 0);
            all.add(rough(
                    some.isEmpty() && wants == 0
                            ? each
                            : each.towards(
                                    some.contains(Sides.Tie.TIED),
                                    some.contains(Sides.Tie.PAIRED),
                                    some.contains(Sides.Tie.SAME),
                                    some.contains(Sides.Tie.FORMER),
                                    wants),
                    helped,
                    demand));
        }
        // who is in need himself makes room for the next one
        var asked = new HashSet<UUID>();
        while (true) {
            var best = best(all, limit);
            var unknown = best.stream()
                    .map(each -> each.helper().id())
                    .filter(asked::add)
                    .toList();
            var inNeed = unknown.isEmpty() ? Set.<UUID>of() : sides.inNeed(unknown);
            if (inNeed.isEmpty()) {
                return best.stream()
                        .map(each -> Map.entry(each.helper(), MatchingPolicy.assess(each.helper(), helped, demand)))
                        .toList();
            }
            all.replaceAll(each ->
                    inNeed.contains(each.helper().id()) ? rough(each.helper().needy(), helped, demand) : each);
        }
    }

    private static Rough rough(HelperFacts helper, HelpedFacts helped, Demand demand) {
        return new Rough(
                helper,
                MatchingPolicy.vetoes(helper, helped, demand).isEmpty(),
                MatchingPolicy.score(helper, helped, demand));
    }

    private static List<Rough> best(List<Rough> all, int limit) {
        var best = new PriorityQueue<>(BEST_FIRST.reversed());
        for (var each : all) {
            if (best.size() < limit) {
                best.add(each);
            } else if (BEST_FIRST.compare(each, best.element()) < 0) {
                best.remove();
                best.add(each);
            }
        }
        return best.stream().sorted(BEST_FIRST).toList();
    }

    private static final Map<String, String> USUAL = Map.of(
            "HOUSEHOLD",
            "HOUSEHOLD_HELP",
            "MENTEE",
            "MENTORING",
            "VILLAGE",
            "VILLAGE_TEAM",
            "ENTERPRISE",
            "RECOVERY_GROUP");

    /** Persons help people, teams help villages and enterprises, as far as the programme lets them. */
    private static String usual(HelpedFacts helped, ProgrammeRules programme) {
        var first = helped.kind().equals("HOUSEHOLD") || helped.kind().equals("MENTEE") ? "PERSON" : "TEAM";
        return programme.helperSides().contains(first)
                ? first
                : programme.helperSides().get(0);
    }

    private static String kind(Question question) {
        return question.household() != null
                ? "HOUSEHOLD"
                : question.mentee() != null ? "MENTEE" : question.village() != null ? "VILLAGE" : "ENTERPRISE";
    }

    private HelpedFacts helped(Question question, String code, ProgrammeRules programme, Caller caller) {
        if (question.household() != null) {
            return household(question, code, programme, caller);
        }
        if (question.mentee() != null) {
            var mentee = mentees.find(question.mentee(), caller).orElseThrow(CommonProblem.NOT_FOUND::problem);
            return other(question, code, programme, mentee.id(), mentee.region(), new TreeSet<>(mentee.goals()));
        }
        if (question.village() != null) {
            if (!caller.covers(question.village())) {
                throw CommonProblem.NOT_FOUND.problem();
            }
            return other(
                    question,
                    code,
                    programme,
                    HelpedFacts.villageId(question.village()),
                    question.village(),
                    sides.skillsFor(sides.needsOfVillage(question.village())));
        }
        var region = sides.regionOfEnterprise(question.enterprise(), caller.regionPrefix())
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        return other(question, code, programme, question.enterprise(), region, Set.of());
    }

    /** Whoever one department is enough for. */
    private HelpedFacts other(
            Question question, String code, ProgrammeRules programme, UUID id, String region, Set<String> wanted) {
        var profiles = divisions.profiles(region);
        var present = sides.present(id, code);
        var missing = FormPolicy.missing(1, present.units(), true);
        return new HelpedFacts(
                kind(question),
                id,
                region,
                wanted,
                traits(question.trait(), profiles, region),
                1,
                present.units(),
                profiles.dialectsOf(region),
                present.company().missing(question.role(), kind(question), programme, 1, missing));
    }

    private HelpedFacts household(Question question, String code, ProgrammeRules programme, Caller caller) {
        var id = question.household();
        var household = households.find(id, caller).orElseThrow(CommonProblem.NOT_FOUND::problem);
        var profiles = divisions.profiles(household.region());
        Set<String> needs = new TreeSet<>(household.needs());
        needs.addAll(household.causes());
        needs.addAll(household.risks());
        needs.addAll(households.openAlertCodes(id));
        var required = FormPolicy.requiredPartners(
                household.childrenOutOfSchool(), household.risks(), household.labour(), household.selfCare());
        var present = sides.present(id, code);
        var missing = FormPolicy.missing(required, present.units(), present.led());
        return new HelpedFacts(
                "HOUSEHOLD",
                id,
                household.region(),
                sides.skillsFor(needs),
                traits(question.trait(), profiles, household.region()),
                required,
                present.units(),
                profiles.dialectsOf(household.region()),
                present.company().missing(question.role(), "HOUSEHOLD", programme, required, missing));
    }

    /** As asked, or as the household service tells them. */
    private static Set<VillageTrait> traits(VillageTrait asked, Divisions.Profiles profiles, String region) {
        return asked != null ? Set.of(asked) : profiles.traitsOf(region);
    }
}
