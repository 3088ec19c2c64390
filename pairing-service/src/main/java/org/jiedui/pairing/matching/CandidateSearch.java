package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingProblem;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Who could help a household or mentor a mentee, best first (PA-13). A fixed number of queries whatever the number of
 * helpers: about the helped side and its division, the rules in force, and all helpers who serve its division.
 */
@ApplicationScoped
public class CandidateSearch {
    /** One of household and mentee is set. */
    public record Question(
            UUID household,
            UUID mentee,
            String programme,
            String role,
            LocalDate from,
            LocalDate to,
            VillageTrait trait,
            int limit) {}

    /** The helped side and the helpers, judged and ranked. */
    public record Answer(
            HelpedFacts helped, Demand demand, String programme, List<Map.Entry<HelperFacts, Assessment>> ranked) {}

    private final Sides sides;
    private final HouseholdRepository households;
    private final MenteeRepository mentees;
    private final ProgrammeRepository programmes;
    private final RuleRepository rules;
    private final Divisions divisions;
    private final Wishes wishes;
    private final TimeSource time;

    CandidateSearch(
            Sides sides,
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
        this.households = households;
        this.mentees = mentees;
        this.programmes = programmes;
    }

    /**
     * Searches.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code NOT_FOUND} for a helped side that is absent or not
     *     visible, {@code UNKNOWN_PROGRAMME}
     */
    public Answer search(Question question, Caller caller) {
        var helped = question.household() != null
                ? household(question.household(), question.trait(), caller)
                : mentee(question.mentee(), question.trait(), caller);
        var programme = programmes
                .inForce(question.programme(), question.from())
                .orElseThrow(PairingProblem.UNKNOWN_PROGRAMME::problem)
                .rules();
        var demand = new Demand(
                question.role(),
                question.from(),
                question.to(),
                programme.helperKinds(),
                programme.unitLevels(),
                rules.book(helped.region(), time.today()),
                divisions.roads(helped.region()));
        var former = sides.formerHelpers(helped.id());
        var wished = wishes.count(helped.id());
        var judged = new ArrayList<Map.Entry<HelperFacts, Assessment>>();
        for (var each : sides.helpersServing(helped.region(), helped.id(), question.role())) {
            var helper = former.contains(each.id()) || wished.containsKey(each.id())
                    ? each.towards(
                            each.tied(), each.paired(), former.contains(each.id()), wished.getOrDefault(each.id(), 0))
                    : each;
            judged.add(Map.entry(helper, MatchingPolicy.assess(helper, helped, demand)));
        }
        judged.sort(MatchingPolicy.BEST_FIRST);
        return new Answer(
                helped,
                demand,
                question.programme(),
                List.copyOf(judged.subList(0, Math.min(question.limit(), judged.size()))));
    }

    private HelpedFacts household(UUID id, VillageTrait trait, Caller caller) {
        var household = households.find(id, caller).orElseThrow(CommonProblem.NOT_FOUND::problem);
        var profiles = divisions.profiles(household.region());
        Set<String> needs = new TreeSet<>(household.needs());
        needs.addAll(household.causes());
        needs.addAll(household.risks());
        needs.addAll(households.openAlertCodes(id));
        return new HelpedFacts(
                "HOUSEHOLD",
                id,
                household.region(),
                sides.skillsFor(needs),
                traits(trait, profiles, household.region()),
                FormPolicy.requiredPartners(household.childrenOutOfSchool(), household.labour(), household.selfCare()),
                sides.presentUnits(id),
                profiles.dialectsOf(household.region()));
    }

    private HelpedFacts mentee(UUID id, VillageTrait trait, Caller caller) {
        var mentee = mentees.find(id, caller).orElseThrow(CommonProblem.NOT_FOUND::problem);
        var profiles = divisions.profiles(mentee.region());
        return new HelpedFacts(
                "MENTEE",
                id,
                mentee.region(),
                new TreeSet<>(mentee.goals()),
                traits(trait, profiles, mentee.region()),
                1,
                sides.presentUnits(id),
                profiles.dialectsOf(mentee.region()));
    }

    /** As asked, or as the household service tells them. */
    private static Set<VillageTrait> traits(VillageTrait asked, Divisions.Profiles profiles, String region) {
        return asked != null ? Set.of(asked) : profiles.traitsOf(region);
    }
}
