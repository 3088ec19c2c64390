package org.jiedui.evaluation.survey.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.evaluation.survey.SurveyHouseholds;

/** Whom the survey of a village asks (EV-06). */
@Path("/api/v1/evaluation-cycles/{id}/survey-households")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
@Blocking
@Tag(name = "survey")
public class SurveyHouseholdResource {
    private static final String CURSOR = "survey-households";

    private final SurveyHouseholds households;
    private final CurrentCaller callers;

    SurveyHouseholdResource(SurveyHouseholds households, CurrentCaller callers) {
        this.households = households;
        this.callers = callers;
    }

    /** Households. */
    @GET
    @Operation(
            summary = "The households of a village that the cycle asks, with whom each is asked about",
            description = "For handing out slips and collecting answers, while the cycle is open; each look is an audit"
                    + " entry. Any slip about a subject fits any household that is asked about it: no token belongs to"
                    + " a household. The same before and after an answer.")
    @APIResponse(responseCode = "200", description = "by household")
    @APIResponse(responseCode = "403", description = "OUTSIDE_REGION")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_OPEN")
    public Page<SurveyHouseholdView> list(
            @PathParam("id") UUID id,
            @QueryParam("village") @Parameter(required = true, example = "330523104201") String village,
            @BeanParam PageRequest page) {
        if (village == null || !village.matches("\\d{12}")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?village", "FORMAT", "应为 12 位村级代码", "Must be a village code of 12 digits")));
        }
        var list = id + "|" + village;
        var after = page.cursor(CURSOR, list);
        var found = households.of(callers.get(), id, village).stream()
                .filter(h -> after.isEmpty() || h.householdId().toString().compareTo(after.get(0)) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(
                        found,
                        page.limit(),
                        last -> Cursor.encode(
                                CURSOR, list, List.of(last.householdId().toString())))
                .map(SurveyHouseholdView::of);
    }
}
