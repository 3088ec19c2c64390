package org.jiedui.household.visit.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.NotVisited;
import org.jiedui.household.visit.VisitCoverage;

/** Coverage of villages by visits. */
@Path("/api/v1/household/reports/visit-coverage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Visits", description = "Contacts with households; problems found become requests")
public class VisitCoverageResource {
    private final VisitCoverage coverage;
    private final TimeSource time;
    private final CurrentCaller callers;

    VisitCoverageResource(VisitCoverage coverage, TimeSource time, CurrentCaller callers) {
        this.coverage = coverage;
        this.time = time;
        this.callers = callers;
    }

    /** The report. */
    @GET
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
    @Operation(
            operationId = "reportVisitCoverage",
            summary = "How many households of each division below were visited in a period (走村不漏户)",
            description = "Drill down by asking for a row's region. The households that were missed:"
                    + " `GET /households?region=…&notVisitedDays=…`, which counts by the same definition.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitCoverageView.class)))
    @APIResponse(responseCode = "400", description = "`INVALID_REQUEST`: bad region, day or number of days")
    @APIResponse(responseCode = "403", description = "`OUTSIDE_REGION`: not a division of the caller's region")
    public VisitCoverageView report(
            @QueryParam("region") @Parameter(required = true, description = "division code", example = "330523")
                    String region,
            @QueryParam("from") @Parameter(description = "first day; default 60 days ago", example = "2026-03-01")
                    String from,
            @QueryParam("to") @Parameter(description = "last day; default today", example = "2026-04-30") String to,
            @QueryParam("notVisitedDays") @Parameter(description = "1 to 3650, default 60", example = "60")
                    String notVisitedDays) {
        if (region == null) {
            throw Codes.invalid("region", "REQUIRED", "必填", "Required");
        }
        Codes.regionPattern("region", region);
        callers.get().requireCovers(region);
        var last = Days.parameter("to", to, time.today());
        var first = Days.parameter("from", from, last.minusDays(60));
        var days = new NotVisited(Days.number("notVisitedDays", notVisitedDays, 60, 1, 3650));
        return new VisitCoverageView(
                region,
                first,
                last,
                days.days(),
                coverage.of(region, first, last, days).stream()
                        .map(VisitCoverageView.Row::of)
                        .toList());
    }
}
