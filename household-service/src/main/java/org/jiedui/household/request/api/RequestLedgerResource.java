package org.jiedui.household.request.api;

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
import org.jiedui.household.request.RequestLedger;

/** The ledger of requests found, handled, solved. */
@Path("/api/v1/household/reports/request-ledger")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Requests", description = "Help requests, consultations, complaints, policy feedback")
public class RequestLedgerResource {
    private final RequestLedger ledger;
    private final TimeSource time;
    private final CurrentCaller callers;

    RequestLedgerResource(RequestLedger ledger, TimeSource time, CurrentCaller callers) {
        this.ledger = ledger;
        this.time = time;
        this.callers = callers;
    }

    /** The report. */
    @GET
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
    @Operation(
            operationId = "reportRequestLedger",
            summary = "Requests found, handled and solved, by division below and by kind",
            description =
                    "Of the requests that were opened in the period. Complaints count only where the caller may see"
                            + " them. Drill down by asking for a row's region.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestLedgerView.class)))
    @APIResponse(responseCode = "403", description = "`OUTSIDE_REGION`: not a division of the caller's region")
    public RequestLedgerView report(
            @QueryParam("region") @Parameter(required = true, description = "division code", example = "330523")
                    String region,
            @QueryParam("from") @Parameter(description = "first day; default 1 January", example = "2026-01-01")
                    String from,
            @QueryParam("to") @Parameter(description = "last day; default today", example = "2026-12-31") String to) {
        if (region == null) {
            throw Codes.invalid("region", "REQUIRED", "必填", "Required");
        }
        Codes.regionPattern("region", region);
        var caller = callers.get();
        caller.requireCovers(region);
        var last = Days.parameter("to", to, time.today());
        var first = Days.parameter("from", from, last.withDayOfYear(1));
        return new RequestLedgerView(
                region,
                first,
                last,
                ledger.of(caller, region, first, last).stream()
                        .map(RequestLedgerView.Row::of)
                        .toList());
    }
}
