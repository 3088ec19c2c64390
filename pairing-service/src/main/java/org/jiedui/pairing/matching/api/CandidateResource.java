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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.matching.CandidateSearch;
import org.jiedui.pairing.matching.HelpedSearch;
import org.jiedui.pairing.matching.Sides;
import org.jiedui.pairing.matching.VillageTrait;

/** Candidates for a household, a mentee, a village or an enterprise. */
@Path("/api/v1/pairings/candidates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CandidateResource {
    private final CandidateSearch search;
    private final HelpedSearch helpedSearch;
    private final Sides sides;
    private final HelperRepository helpers;
    private final CurrentCaller callers;
    private final TimeSource time;

    CandidateResource(
            CandidateSearch search,
            HelpedSearch helpedSearch,
            Sides sides,
            HelperRepository helpers,
            CurrentCaller callers,
            TimeSource time) {
        this.search = search;
        this.helpedSearch = helpedSearch;
        this.sides = sides;
        this.helpers = helpers;
        this.callers = callers;
        this.time = time;
    }

    /** Who could help. */
    @GET
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            summary = "Helpers for a household, village or enterprise or mentors for a mentee, best first",
            description =
                    "Exactly one of household, mentee, village and enterprise. Candidates are persons, or teams and other"
                            + " organisations, which bring the skills and languages of their members and fit villages as their"
                            + " leader does; an enterprise is served by groups of people only. A village wants what its"
                            + " households in care want. Each candidate has a score by rule and the vetoes that"
                            + " stand against it, and for each veto what would take it away; requiredPartners says from how many departments help must come (PA-12).")
    @APIResponse(
            responseCode = "200",
            description = "the candidates",
            content =
                    @Content(
                            schema = @Schema(implementation = CandidatesView.class),
                            examples = @ExampleObject(name = "team for a village", value = """
                                    {"helped": {"kind": "VILLAGE", "id": "0c7cd5ab-4b0b-3ab8-a4fd-b5dd1d6cf3a1",
                                      "region": "330523104201", "wantedSkills": ["AGRICULTURE"], "trait": "WEAK",
                                      "dialects": []},
                                     "programme": "VILLAGE_TEAM", "role": "PRIMARY", "helperSide": "TEAM",
                                     "from": "2026-12-01", "requiredPartners": 1, "missingPartners": 1, "presentUnits": [],
                                     "items": [{"helperId": "0190a1b2-0000-7000-8000-000000000001", "name": "驻村工作队",
                                       "kind": "VILLAGE_TEAM", "unit": "县委办", "unitLevel": "COUNTY", "region": "330523",
                                       "skills": ["AGRICULTURE"], "placesLeft": 0, "score": 71, "feasible": false,
                                       "reasons": [{"code": "KIND_FITS_VILLAGE", "points": 15, "most": 15,
                                         "message": "帮扶责任人类型与村情匹配"}],
                                       "vetoes": [{"code": "CAPACITY_FULL", "points": null, "most": null, "message": "名额已满"}],
                                       "wouldBeFeasible": [{"veto": "CAPACITY_FULL", "code": "ADD_A_PLACE", "possible": true,
                                         "value": "2", "message": "增加名额或结束其一项结对；所需名额：2"}]}]}""")))
    public CandidatesView candidates(
            @QueryParam("household") UUID household,
            @QueryParam("mentee") UUID mentee,
            @QueryParam("village") @Parameter(description = "code of 12 digits", example = "330523104201")
                    String village,
            @QueryParam("enterprise") UUID enterprise,
            @QueryParam("helperSide")
                    @Parameter(
                            description = "PERSON or TEAM; left out: persons for households and mentees, teams for"
                                    + " villages and enterprises, as far as the programme takes them")
                    String helperSide,
            @QueryParam("programme")
                    @Parameter(description = "default HOUSEHOLD_HELP, MENTORING, VILLAGE_TEAM or RECOVERY_GROUP")
                    String programme,
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
        if (Stream.of(household, mentee, village, enterprise)
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                    "?household",
                    "EXACTLY_ONE",
                    "household、mentee、village 与 enterprise 须且只能填一个",
                    "Name exactly one of household, mentee, village and enterprise")));
        }
        if (village != null && !village.matches("\\d{12}")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?village", "INVALID_FORMAT", "应为 12 位区划代码", "Must be a code of 12 digits")));
        }
        if (helperSide != null && !helperSide.equals("PERSON") && !helperSide.equals("TEAM")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?helperSide", "UNKNOWN_CODE", "不在代码表中", "Not in the code list")));
        }
        var first = Days.orToday("from", from, time);
        var last = lastOf(first, to);
        var traits = Codes.of("trait", trait, VillageTrait.class);
        var answer = search.search(
                new CandidateSearch.Question(
                        household,
                        mentee,
                        village,
                        enterprise,
                        helperSide,
                        programme,
                        roleOf(role),
                        first,
                        last,
                        traits.isEmpty() ? null : traits.get(0),
                        limit == null ? 20 : limitOf(limit)),
                callers.get());
        var ids = answer.ranked().stream().map(e -> e.getKey().id()).toList();
        var names = answer.side().equals("TEAM") ? sides.teamNames(ids) : namesOf(ids);
        return CandidatesView.of(answer, names, ProblemMappers.chinese(headers));
    }

    /** Whom a helper could help. */
    @GET
    @Path("/helped")
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            summary = "Households or mentees for a helper, best first",
            description =
                    "The other way round: households in care, or mentees who are no mentors yet, for whom helpers are"
                            + " missing, in the part of the helper's service region that the caller sees. The same rules, reasons,"
                            + " vetoes and remedies as for the candidates of one of them; NOT_FOUND for a helper who serves nowhere"
                            + " in the caller's region.")
    @APIResponse(
            responseCode = "200",
            description = "the households or mentees",
            content =
                    @Content(
                            schema = @Schema(implementation = HelpedCandidatesView.class),
                            examples = @ExampleObject(name = "households for a teacher", value = """
                                    {"helperId": "0190a1b2-0000-7000-8000-000000000001", "programme": "HOUSEHOLD_HELP",
                                     "role": "PRIMARY", "from": "2026-12-01", "placesLeft": 1,
                                     "items": [{"kind": "HOUSEHOLD", "id": "0190a1b2-0000-7000-8000-000000000002",
                                       "region": "330523104201", "wantedSkills": ["EDUCATION"], "requiredPartners": 1,
                                       "missingPartners": 1, "presentUnits": [], "score": 68, "feasible": true,
                                       "reasons": [{"code": "SKILL_MEETS_NEED", "points": 30, "most": 30,
                                         "message": "专长与需求匹配"}],
                                       "vetoes": [], "wouldBeFeasible": []}]}""")))
    public HelpedCandidatesView helped(
            @QueryParam("helper") @Parameter(description = "a person", required = true) UUID helper,
            @QueryParam("programme") @Parameter(description = "default HOUSEHOLD_HELP; MENTORING for mentees")
                    String programme,
            @QueryParam("role") @Parameter(description = "PRIMARY (default) or SUPPORTING") String role,
            @QueryParam("region")
                    @Parameter(
                            description = "where to look, a county or below; left out: all of the service region, which"
                                    + " must then be no wider than a county")
                    String region,
            @QueryParam("from") @Parameter(description = "first day, default today") String from,
            @QueryParam("to") @Parameter(description = "last day") String to,
            @QueryParam("limit") @Parameter(description = "1 to 200, default 20") String limit,
            @Context HttpHeaders headers) {
        if (helper == null) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?helper", "REQUIRED", "必填", "Is required")));
        }
        var first = Days.orToday("from", from, time);
        return HelpedCandidatesView.of(
                helpedSearch.search(
                        new HelpedSearch.Question(
                                helper,
                                programme,
                                roleOf(role),
                                Codes.region(region),
                                first,
                                lastOf(first, to),
                                limit == null ? 20 : limitOf(limit)),
                        callers.get()),
                ProblemMappers.chinese(headers));
    }

    /** The last day, or null; not before the first. */
    private static LocalDate lastOf(LocalDate first, String to) {
        var last = Days.parse("to", to);
        if (last != null && last.isBefore(first)) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?to", "TERM_INVERTED", "结束日期早于开始日期", "Ends before it begins")));
        }
        return last;
    }

    private static String roleOf(String role) {
        if (role != null && !role.equals("PRIMARY") && !role.equals("SUPPORTING")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?role", "UNKNOWN_CODE", "不在代码表中", "Not in the code list")));
        }
        return role == null ? "PRIMARY" : role;
    }

    private Map<UUID, String> namesOf(List<UUID> ids) {
        var names = new HashMap<UUID, String>();
        helpers.byIds(ids).forEach((id, helper) -> names.put(id, helper.name().clear()));
        return names;
    }

    private static int limitOf(String limit) {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > 200) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?limit", "OUT_OF_RANGE", "应在 1 与 200 之间", "Must be between 1 and 200")));
        }
        return Integer.parseInt(limit);
    }
}
