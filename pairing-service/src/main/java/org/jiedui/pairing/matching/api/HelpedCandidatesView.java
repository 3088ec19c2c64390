package org.jiedui.pairing.matching.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.pairing.matching.HelpedSearch;

/**
 * Whom a helper could help, best first: feasible ones before those against whom something stands.
 *
 * @param placesLeft of the helper in the role, on days of the term
 */
public record HelpedCandidatesView(
        UUID helperId, String programme, String role, LocalDate from, int placesLeft, List<Candidate> items) {
    /**
     * One household or mentee; with vetoes the two cannot be paired until they are gone.
     *
     * @param requiredPartners fewest helpers of different departments (PA-12)
     * @param missingPartners how many helpers are still to be found
     */
    @Schema(name = "HelpedCandidate")
    public record Candidate(
            String kind,
            UUID id,
            String region,
            Set<String> wantedSkills,
            int requiredPartners,
            int missingPartners,
            List<String> presentUnits,
            int score,
            boolean feasible,
            List<CandidatesView.Explanation> reasons,
            List<CandidatesView.Explanation> vetoes,
            List<CandidatesView.Way> wouldBeFeasible) {}

    static HelpedCandidatesView of(HelpedSearch.Answer answer, boolean chinese) {
        return new HelpedCandidatesView(
                answer.helper().id(),
                answer.programme(),
                answer.demand().role(),
                answer.demand().from(),
                Math.max(0, answer.helper().places() - answer.helper().taken()),
                answer.ranked().stream().map(each -> candidate(each, chinese)).toList());
    }

    private static Candidate candidate(HelpedSearch.Judged each, boolean chinese) {
        var helped = each.helped();
        return new Candidate(
                helped.kind(),
                helped.id(),
                helped.region(),
                helped.wantedSkills(),
                helped.requiredPartners(),
                helped.missing(),
                helped.presentUnits(),
                each.assessment().score(),
                each.assessment().feasible(),
                CandidatesView.reasons(each.assessment(), each.demand(), chinese),
                CandidatesView.vetoes(each.assessment(), chinese),
                CandidatesView.ways(each.assessment(), each.helper(), helped, each.demand(), chinese));
    }
}
