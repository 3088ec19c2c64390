package org.jiedui.household.risk.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.request.Urgency;
import org.jiedui.household.risk.RiskCase;
import org.jiedui.household.risk.RiskCaseRepository;
import org.jiedui.household.risk.RiskCaseState;
import org.jiedui.household.risk.RiskProcedure;

/** The verification procedure. */
@Path("/api/v1/risk-cases")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Risk cases",
        description =
                "Clue → verified → appraised → publicised → reviewed → monitored → the same steps once more → eliminated; every step has a last day; every decision needs If-Match. An illegal one is 409 `ILLEGAL_TRANSITION` and names those that are possible")
public class RiskCaseResource {
    private final RiskCaseRepository cases;
    private final RiskProcedure procedure;
    private final RiskCaseViews views;
    private final EntityManager entities;
    private final CurrentCaller callers;

    RiskCaseResource(
            RiskCaseRepository cases,
            RiskProcedure procedure,
            RiskCaseViews views,
            EntityManager entities,
            CurrentCaller callers) {
        this.cases = cases;
        this.procedure = procedure;
        this.views = views;
        this.entities = entities;
        this.callers = callers;
    }

    /** Notes a clue by hand. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "openRiskCase",
            summary = "Notes a clue by hand",
            description = "An alert of the rules begins a case by itself; 409 `CASE_ALREADY_OPEN` while one is open.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response open(ClueRequest request) {
        var opened = procedure.open(
                callers.get(),
                request.householdId(),
                request.origin(),
                request.urgency() == null ? Urgency.NORMAL : request.urgency(),
                request.note());
        return Answers.created("/api/v1/risk-cases/" + opened.id(), opened.version(), views.full(opened));
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it")
        String region;

        @QueryParam("householdId")
        @Parameter(description = "of one household")
        UUID householdId;

        @QueryParam("state")
        @Parameter(description = "codes of RiskCaseState; several by comma")
        String state;

        @QueryParam("overdue")
        @Parameter(description = "true: the present step was not done in time")
        String overdue;
    }

    private KeysetQuery<RiskCase> query(Filters filters) {
        return cases.list(
                callers.get(),
                Codes.regionPattern("region", filters.region),
                filters.householdId,
                Codes.parameter(RiskCaseState.class, "state", filters.state),
                Codes.flag("overdue", filters.overdue));
    }

    /** The caller's cases. */
    @GET
    @Operation(operationId = "listRiskCases", summary = "Cases that the caller may see")
    public Page<RiskCaseView> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region, due") String sort,
            @BeanParam PageRequest page) {
        return query(filters).page(entities, sort, page).map(views::brief);
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(operationId = "countRiskCases", summary = "How many cases meet the filters")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", query(filters).count(entities));
    }

    /** One case. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getRiskCase", summary = "One case with its steps")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var found = cases.require(callers.get(), id);
        return Answers.ok(found.version(), ifNoneMatch, () -> views.full(found));
    }

    /** At least two people visited: clue → verified. */
    @POST
    @Path("/{id}/verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "verifyRiskCase",
            summary = "At least two people visited: clue → verified, or monitored → elimination verified",
            description =
                    "Of a monitored household it proposes the elimination: refused while the rules find risks (422 `RISKS_REMAIN`), the observation runs, or nobody is able to work.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response verify(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, VerifyRequest request) {
        return answer(procedure.verify(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.visitors(),
                request.findings()));
    }

    /** Democratic appraisal: verified → appraised. */
    @POST
    @Path("/{id}/appraise")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "appraiseRiskCase", summary = "Democratic appraisal: verified → appraised")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response appraise(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, AppraiseRequest request) {
        return answer(procedure.appraise(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.result()));
    }

    /** Begins the publicity: appraised → publicised. */
    @POST
    @Path("/{id}/publicise")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "publiciseRiskCase", summary = "Begins the publicity: appraised → publicised")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response publicise(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, PubliciseRequest request) {
        return answer(procedure.publicise(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.days(), request.place()));
    }

    /** The township reviews after the publicity: publicised → reviewed. */
    @POST
    @Path("/{id}/review")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "reviewRiskCase",
            summary = "The township reviews after the publicity: publicised → reviewed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response review(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, ReviewRequest request) {
        return answer(
                procedure.review(callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.note()));
    }

    /** The county approves: reviewed → monitored; the household is monitored. */
    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "approveRiskCase",
            summary = "The county approves: reviewed → monitored; the household is monitored")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response approve(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, ApproveRequest request) {
        return answer(procedure.approve(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.category(),
                request.found(),
                request.note()));
    }

    /** Rejects a case before its approval. */
    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "rejectRiskCase", summary = "Rejects a case before its approval")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response reject(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, RejectRequest request) {
        return answer(procedure.reject(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.reason()));
    }

    /** Sends a case back to the village, naming what has to be corrected. */
    @POST
    @Path("/{id}/send-back")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "sendBackRiskCase",
            summary = "Sends a case back to the village, naming what has to be corrected")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response sendBack(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, SendBackRequest request) {
        return answer(procedure.sendBack(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.fields(),
                request.reason()));
    }

    /** The risk is eliminated: monitored → eliminated; the household is stable. */
    @POST
    @Path("/{id}/eliminate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "eliminateRiskCase",
            summary =
                    "The risk is eliminated: monitored → eliminated; the household is stable. Refused while the rules find risks (422 `RISKS_REMAIN`) or the observation runs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response eliminate(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, EliminateRequest request) {
        return answer(procedure.eliminate(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.manner(),
                request.findings()));
    }

    /** Help first, files later. */
    @POST
    @Path("/{id}/green-channel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "openGreenChannel",
            summary = "Help first, files later: the household is monitored at once",
            description =
                    "The procedure goes on where it is, with later last days. Rejected in the end, the household is stable again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response greenChannel(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, GreenChannelRequest request) {
        return answer(procedure.helpFirst(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.category(),
                request.found(),
                request.reason()));
    }

    /** Notes an objection. */
    @POST
    @Path("/{id}/objections")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "objectToRiskCase",
            summary = "Notes an objection during the publicity",
            description = "Without an answer it blocks the township's review (422 `OBJECTIONS_REMAIN`).")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = ObjectionRequest.View.class)))
    public Response object(@PathParam("id") UUID id, ObjectionRequest request) {
        var objection = procedure.object(callers.get(), id, request.content());
        return Answers.created(
                "/api/v1/risk-cases/" + id + "/objections/" + objection.id(), 0, ObjectionRequest.View.of(objection));
    }

    /** Answers an objection. */
    @POST
    @Path("/{id}/objections/{objectionId}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "answerObjection",
            summary = "Answers an objection; If-Match is the case's",
            description = "One that was right blocks the review until the case is sent back or rejected.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskCaseView.class)))
    public Response answerObjection(
            @PathParam("id") UUID id,
            @PathParam("objectionId") UUID objectionId,
            @HeaderParam("If-Match") String ifMatch,
            ObjectionRequest.Answer request) {
        return answer(procedure.answer(
                callers.get(),
                id,
                objectionId,
                version -> Answers.requireMatch(ifMatch, version),
                request.answer(),
                request.upheld()));
    }

    private Response answer(RiskCase riskCase) {
        return Answers.ok(riskCase.version(), views.full(riskCase));
    }
}
