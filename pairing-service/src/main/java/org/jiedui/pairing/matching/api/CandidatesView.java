package org.jiedui.pairing.matching.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.pairing.matching.Assessment;
import org.jiedui.pairing.matching.CandidateSearch;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.Remedy;
import org.jiedui.pairing.matching.RemedyPolicy;
import org.jiedui.pairing.matching.Veto;
import org.jiedui.pairing.matching.VillageTrait;

/**
 * Candidates, best first: feasible ones before those against whom something stands.
 *
 * @param helperSide PERSON or TEAM: whose ids {@code helperId} names
 * @param requiredPartners fewest helpers of different departments (PA-12)
 * @param missingPartners how many helpers are still to be found in the role: of other departments, one at least for a
 *     household without a primary helper, as many as the programme asks for at least, and never more than it takes
 */
public record CandidatesView(
        Helped helped,
        String programme,
        String role,
        String helperSide,
        LocalDate from,
        int requiredPartners,
        int missingPartners,
        List<String> presentUnits,
        List<Candidate> items) {
    /** Who is to be helped, and what with. */
    public record Helped(
            String kind, UUID id, String region, Set<String> wantedSkills, VillageTrait trait, Set<String> dialects) {}

    /** One candidate; a candidate with vetoes cannot be proposed until they are gone. */
    public record Candidate(
            UUID helperId,
            String name,
            String kind,
            String unit,
            String unitLevel,
            String region,
            List<String> skills,
            int placesLeft,
            int score,
            boolean feasible,
            List<Explanation> reasons,
            List<Explanation> vetoes,
            List<Way> wouldBeFeasible) {}

    /** A rule with its points (null for a veto). */
    public record Explanation(String code, Integer points, Integer most, String message) {}

    /**
     * What would take one veto away.
     *
     * @param veto its code
     * @param code what is to be done
     * @param possible false: nothing can be done about it
     * @param value day, division or number that it needs
     */
    @Schema(name = "CandidateRemedy")
    public record Way(String veto, String code, boolean possible, String value, String message) {}

    static CandidatesView of(CandidateSearch.Answer answer, Map<UUID, String> names, boolean chinese) {
        var helped = answer.helped();
        return new CandidatesView(
                new Helped(
                        helped.kind(),
                        helped.id(),
                        helped.region(),
                        helped.wantedSkills(),
                        helped.traits().stream().findFirst().orElse(null),
                        helped.dialects()),
                answer.programme(),
                answer.demand().role(),
                answer.side(),
                answer.demand().from(),
                helped.requiredPartners(),
                helped.missing(),
                helped.presentUnits(),
                answer.ranked().stream()
                        .map(e -> candidate(
                                e.getKey(),
                                e.getValue(),
                                answer,
                                names.get(e.getKey().id()),
                                chinese))
                        .toList());
    }

    private static Candidate candidate(
            HelperFacts facts, Assessment assessment, CandidateSearch.Answer answer, String name, boolean chinese) {
        return new Candidate(
                facts.id(),
                name,
                facts.kind(),
                facts.unit(),
                facts.unitLevel(),
                facts.region(),
                facts.skills(),
                Math.max(0, facts.places() - facts.taken()),
                assessment.score(),
                assessment.feasible(),
                reasons(assessment, answer.demand(), chinese),
                vetoes(assessment, chinese),
                ways(assessment, facts, answer.helped(), answer.demand(), chinese));
    }

    static List<Explanation> reasons(Assessment assessment, Demand demand, boolean chinese) {
        return assessment.points().entrySet().stream()
                .map(e -> new Explanation(
                        e.getKey().name(),
                        e.getValue(),
                        demand.rules().most(e.getKey()),
                        chinese ? e.getKey().zh() : e.getKey().en()))
                .toList();
    }

    static List<Explanation> vetoes(Assessment assessment, boolean chinese) {
        return assessment.vetoes().stream()
                .map(v -> new Explanation(v.name(), null, null, chinese ? v.zh() : v.en()))
                .toList();
    }

    static List<Way> ways(
            Assessment assessment, HelperFacts helper, HelpedFacts helped, Demand demand, boolean chinese) {
        return assessment.vetoes().stream()
                .map(v -> way(v, RemedyPolicy.against(v, helper, helped, demand), chinese))
                .toList();
    }

    private static Way way(Veto veto, Remedy remedy, boolean chinese) {
        return new Way(
                veto.name(),
                remedy.code().name(),
                remedy.possible(),
                remedy.value(),
                chinese ? remedy.zh() : remedy.en());
    }
}
