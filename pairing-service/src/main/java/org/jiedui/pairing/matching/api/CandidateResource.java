package org.jiedui.pairing.matching.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.matching.CandidateSearch;
import org.jiedui.pairing.matching.VillageTrait;

/** Candidates for a household or a mentee. */
@Path("/api/v1/pairings/candidates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CandidateResource {
    private final CandidateSearch search;
    private final HelperRepository helpers;
    private final CurrentCaller callers;
    private final TimeSource time;

    CandidateResource(CandidateSearch search, HelperRepository helpers, CurrentCaller callers, TimeSource time) {
        this.search = search;
        this.helpers = helpers;
        this.callers = callers;
        this.time = time;
    }

    /** Who could help. */
    @GET
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            summary = "Helpers for a household or mentors for a mentee, best first",
            description =
                    "Exactly one of household and mentee. Each candidate has a score by rule and the vetoes that"
                            + " stand against it, and for each veto what would take it away; requiredPartners says from how many departments help must come (PA-12).")
    public CandidatesView candidates(
            @QueryParam("household") UUID household,
            @QueryParam("mentee") UUID mentee,
            @QueryParam("programme") @Parameter(description = "default HOUSEHOLD_HELP or MENTORING") String programme,
            @QueryParam("role") @Parameter(description = "PRIMARY (default) or SUPPORTING") String role,
            @QueryParam("from") @Parameter(description = "first day, default today") String from,
            @QueryParam("to") @Parameter(description = "last day") String to,
            @QueryParam("trait")
                    @Parameter(
                            description =
                                    "of the village: WEAK, DISORDERLY, POOR, INDUSTRIAL; left out: as the village profile says")
                    String trait,
            @QueryParam("limit") @Parameter(description = "1 to 200, default 20") String limit,
            @Context HttpHeaders headers) {
        if ((household == null) == (mentee == null)) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                    "?household",
                    "EXACTLY_ONE",
                    "household 与 mentee 须且只能填一个",
                    "Name exactly one of household and mentee")));
        }
        var asked = role == null ? "PRIMARY" : role;
        if (!asked.equals("PRIMARY") && !asked.equals("SUPPORTING")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?role", "UNKNOWN_CODE", "不在代码表中", "Not in the code list")));
        }
        var traits = Codes.of("trait", trait, VillageTrait.class);
        var answer = search.search(
                new CandidateSearch.Question(
                        household,
                        mentee,
                        programme != null ? programme : household != null ? "HOUSEHOLD_HELP" : "MENTORING",
                        asked,
                        Days.orToday("from", from, time),
                        Days.parse("to", to),
                        traits.isEmpty() ? null : traits.get(0),
                        limit == null ? 20 : limitOf(limit)),
                callers.get());
        var names =
                helpers.byIds(answer.ranked().stream().map(e -> e.getKey().id()).toList());
        return CandidatesView.of(answer, names, ProblemMappers.chinese(headers));
    }

    private static int limitOf(String limit) {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > 200) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?limit", "OUT_OF_RANGE", "应在 1 与 200 之间", "Must be between 1 and 200")));
        }
        return Integer.parseInt(limit);
    }
}
