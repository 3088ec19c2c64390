package org.jiedui.household.line.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.RiskAssessmentOrder;
import org.jiedui.household.Roles;
import org.jiedui.household.line.LineKind;
import org.jiedui.household.line.LineMaintenance;
import org.jiedui.household.line.PovertyLineRepository;

/** Poverty and monitoring lines. */
@Path("/api/v1/poverty-lines")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Lines", description = "Poverty and monitoring lines by region and validity, with their source")
public class PovertyLineResource {
    private final PovertyLineRepository lines;
    private final LineMaintenance maintenance;
    private final CurrentCaller callers;

    PovertyLineResource(PovertyLineRepository lines, LineMaintenance maintenance, CurrentCaller callers) {
        this.lines = lines;
        this.maintenance = maintenance;
        this.callers = callers;
    }

    /** All lines, filtered. */
    @GET
    @Operation(operationId = "listPovertyLines", summary = "Lines that concern a region, on a day")
    public Page<PovertyLineView> list(
            @QueryParam("kind") @Parameter(description = "POVERTY, MONITORING") String kind,
            @QueryParam("region")
                    @Parameter(description = "lines of this division and its ancestors", example = "330523")
                    String region,
            @QueryParam("on") @Parameter(description = "in force on this day", example = "2026-06-30") String on) {
        Codes.regionPattern("region", region);
        return new Page<>(
                        lines.all(
                                Codes.parameter(LineKind.class, "kind", kind), region, Days.parameter("on", on, null)),
                        null)
                .map(PovertyLineView::of);
    }

    /** One line. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getPovertyLine", summary = "One line")
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var line = lines.findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(line.version(), ifNoneMatch, () -> PovertyLineView.of(line));
    }

    /** Sets a line. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed(Roles.PROVINCE)
    @Operation(operationId = "setPovertyLine", summary = "Sets a line of the province or below")
    public Response set(SetLineRequest request) {
        var changed = maintenance.set(
                callers.get(),
                request.kind(),
                request.region(),
                request.validFrom(),
                request.validTo(),
                request.amount(),
                request.source());
        var line = changed.line();
        return Answers.created(
                "/api/v1/poverty-lines/" + line.id(), line.version(), PovertyLineView.of(line, changed.assessment()));
    }

    /** Corrects a line. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PROVINCE)
    @Operation(
            operationId = "correctPovertyLine",
            summary = "Corrects a line's amount, last day or source",
            description =
                    "A monitoring line: 202, and Location is the job that asks the risk rules about all households below its region. Alerts and cases of the past keep the line that was in force. A poverty line: 200.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PovertyLineView.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = PovertyLineView.class)))
    public Response correct(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, CorrectLineRequest request) {
        var changed = maintenance.correct(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.validTo(),
                request.amount(),
                request.source());
        var line = changed.line();
        var body = PovertyLineView.of(line, changed.assessment());
        if (changed.assessment() == null) {
            return Answers.ok(line.version(), body);
        }
        return Response.accepted(body)
                .header(HttpHeaders.LOCATION, RiskAssessmentOrder.address(changed.assessment()))
                .header(HttpHeaders.ETAG, Answers.etag(line.version()))
                .build();
    }
}
