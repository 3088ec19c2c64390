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
import org.jiedui.pairing.PairingProblem;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Who could help a household or mentor a mentee, best first (PA-13). Five queries whatever the number of helpers: helped
 * side, its alerts, the skills it wants, its present helpers, and all helpers who serve its division.
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

    CandidateSearch(
            Sides sides, HouseholdRepository households, MenteeRepository mentees, ProgrammeRepository programmes) {
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
        var rules = programmes
                .inForce(question.programme(), question.from())
                .orElseThrow(PairingProblem.UNKNOWN_PROGRAMME::problem)
                .rules();
        var demand =
                new Demand(question.role(), question.from(), question.to(), rules.helperKinds(), rules.unitLevels());
        var judged = new ArrayList<Map.Entry<HelperFacts, Assessment>>();
        for (var helper : sides.helpersServing(helped.region(), helped.id(), question.role())) {
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
        Set<String> needs = new TreeSet<>(household.needs());
        needs.addAll(household.causes());
        needs.addAll(household.risks());
        needs.addAll(households.openAlertCodes(id));
        return new HelpedFacts(
                "HOUSEHOLD",
                id,
                household.region(),
                sides.skillsFor(needs),
                trait,
                FormPolicy.requiredPartners(household.childrenOutOfSchool(), household.labour(), household.selfCare()),
                sides.presentUnits(id));
    }

    private HelpedFacts mentee(UUID id, VillageTrait trait, Caller caller) {
        var mentee = mentees.find(id, caller).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return new HelpedFacts(
                "MENTEE", id, mentee.region(), new TreeSet<>(mentee.goals()), trait, 1, sides.presentUnits(id));
    }
}
