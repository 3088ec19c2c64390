package org.jiedui.household.plan.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureRecording;
import org.jiedui.household.plan.MeasureRepository;
import org.jiedui.household.plan.PlanRepository;
import org.jiedui.household.plan.Planning;
import org.jiedui.household.registration.HouseholdRepository;

/** Plan and measures of a household. */
@Path("/api/v1/households/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Plans", description = "One plan per household and year, and the measures taken")
public class PlanResource {
    private final PlanRepository plans;
    private final MeasureRepository measures;
    private final Planning planning;
    private final MeasureRecording recording;
    private final HouseholdRepository households;
    private final EntityManager entities;
    private final CurrentCaller callers;

    PlanResource(
            PlanRepository plans,
            MeasureRepository measures,
            Planning planning,
            MeasureRecording recording,
            HouseholdRepository households,
            EntityManager entities,
            CurrentCaller callers) {
        this.plans = plans;
        this.measures = measures;
        this.planning = planning;
        this.recording = recording;
        this.households = households;
        this.entities = entities;
        this.callers = callers;
    }

    /** The plan. */
    @GET
    @Path("/plan")
    @Operation(operationId = "getPlan", summary = "The last revision of the plan of a year, by default the latest")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response plan(
            @PathParam("id") UUID id,
            @QueryParam("year") @Parameter(example = "2026") String year,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        households.require(callers.get(), id);
        var plan = plans.latest(id, year(year)).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(plan.tag(), ifNoneMatch, () -> PlanView.of(plan));
    }

    /** Writes the plan. */
    @PUT
    @Path("/plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "putPlan",
            summary = "Writes the plan of a year as a new revision",
            description =
                    "If-Match is the plan's own tag; not needed for the first plan of a year. Its shares in funds replace"
                            + " those of the revision before; 422 `FUND_EXCEEDED` gives the figures of a fund that has less left,"
                            + " and nothing is written.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response write(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, PlanRequest request) {
        var plan = planning.write(
                callers.get(),
                id,
                request.year(),
                request.toGoals(),
                request.toBudget(),
                request.agreedOn(),
                version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(plan.tag(), PlanView.of(plan));
    }

    /** Approves the plan. */
    @POST
    @Path("/plan/approve")
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "approvePlan", summary = "The township approves the last revision; If-Match is the plan's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response approve(
            @PathParam("id") UUID id,
            @QueryParam("year") @Parameter(example = "2026") String year,
            @HeaderParam("If-Match") String ifMatch) {
        var plan = planning.approve(callers.get(), id, year(year), version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(plan.tag(), PlanView.of(plan));
    }

    /** Revisions. */
    @GET
    @Path("/plan/revisions")
    @Operation(operationId = "listPlanRevisions", summary = "All revisions of the plan of a year, the newest first")
    public Page<PlanView> revisions(
            @PathParam("id") UUID id, @QueryParam("year") @Parameter(required = true, example = "2026") String year) {
        households.require(callers.get(), id);
        if (year == null) {
            throw Codes.invalid("year", "REQUIRED", "必填", "Required");
        }
        return new Page<>(plans.revisions(id, year(year)), null).map(PlanView::of);
    }

    /** Sends the plan back. */
    @POST
    @Path("/plan/send-back")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "sendBackPlan",
            summary = "The township sends the last revision back with a reason; If-Match is the plan's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "409", description = "`PLAN_NOT_DRAFT`")
    public Response sendBack(
            @PathParam("id") UUID id,
            @QueryParam("year") @Parameter(example = "2026") String year,
            @HeaderParam("If-Match") String ifMatch,
            SendBackPlanRequest request) {
        var plan = planning.sendBack(
                callers.get(), id, year(year), version -> Answers.requireMatch(ifMatch, version), request.reason());
        return Answers.ok(plan.tag(), PlanView.of(plan));
    }

    /** Notes the result of a goal. */
    @PUT
    @Path("/plan/goals/{goal}/result")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "putGoalResult",
            summary = "Notes what came of a goal of the approved plan; If-Match is the plan's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "409", description = "`PLAN_NOT_DRAFT`: the plan is not approved")
    public Response reach(
            @PathParam("id") UUID id,
            @PathParam("goal") @Parameter(description = "from 0") int goal,
            @QueryParam("year") @Parameter(example = "2026") String year,
            @HeaderParam("If-Match") String ifMatch,
            GoalResultRequest request) {
        if (goal < 0) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var plan = planning.reach(
                callers.get(),
                id,
                year(year),
                goal,
                version -> Answers.requireMatch(ifMatch, version),
                request.reachedOn(),
                request.result());
        return Answers.ok(plan.tag(), PlanView.of(plan));
    }

    /** Goals with measures and results. */
    @GET
    @Path("/plan/progress")
    @Operation(
            operationId = "getPlanProgress",
            summary =
                    "Each goal of the plan with the measures that carry it out, what they cost, and what came of them")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanProgressView.class)))
    public PlanProgressView progress(
            @PathParam("id") UUID id, @QueryParam("year") @Parameter(example = "2026") String year) {
        households.require(callers.get(), id);
        var plan = plans.latest(id, year(year)).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return PlanProgressView.of(plan, measures.ofPlan(id, plan.year()));
    }

    /** Notes a measure. */
    @POST
    @Path("/measures")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "takeMeasure",
            summary = "Notes a measure, by offices and by the household's helpers",
            description =
                    "With a fund, its amount is taken from the plan's share (422 `PLAN_BUDGET_EXCEEDED`) or, outside a plan, from the fund itself (422 `FUND_EXCEEDED`).")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MeasureView.class)))
    public Response take(@PathParam("id") UUID id, MeasureRequest request) {
        var measure = recording.take(callers.get(), id, request.toCommand());
        return Answers.created(
                "/api/v1/households/" + id + "/measures/" + measure.id(), measure.version(), MeasureView.of(measure));
    }

    /** Measures of the household. */
    @GET
    @Path("/measures")
    @Operation(operationId = "listMeasures", summary = "Measures taken for the household")
    public Page<MeasureView> list(
            @PathParam("id") UUID id,
            @QueryParam("category") @Parameter(description = "codes of MeasureCategory; several by comma")
                    String category,
            @BeanParam PageRequest page) {
        households.require(callers.get(), id);
        return measures.ofHousehold(id, Codes.parameter(MeasureCategory.class, "category", category))
                .page(entities, null, page)
                .map(MeasureView::of);
    }

    /** One measure. */
    @GET
    @Path("/measures/{measureId}")
    @Operation(operationId = "getMeasure", summary = "One measure of the household")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeasureView.class)))
    public Response one(
            @PathParam("id") UUID id,
            @PathParam("measureId") UUID measureId,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        households.require(callers.get(), id);
        var measure = measures.require(id, measureId);
        return Answers.ok(measure.version(), ifNoneMatch, () -> MeasureView.of(measure));
    }

    /** Notes the result of a measure. */
    @PUT
    @Path("/measures/{measureId}/result")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "putMeasureResult", summary = "Notes last day and result; If-Match is the measure's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeasureView.class)))
    public Response result(
            @PathParam("id") UUID id,
            @PathParam("measureId") UUID measureId,
            @HeaderParam("If-Match") String ifMatch,
            MeasureResultRequest request) {
        var measure = recording.result(
                callers.get(),
                id,
                measureId,
                version -> Answers.requireMatch(ifMatch, version),
                request.to(),
                request.result());
        return Answers.ok(measure.version(), MeasureView.of(measure));
    }

    /** Takes a measure back. */
    @POST
    @Path("/measures/{measureId}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "cancelMeasure",
            summary = "Takes back a measure that was noted wrongly or did not take place; If-Match is the measure's",
            description =
                    "Its money returns to the plan's share or to the fund. It stays readable and counts in no sum, report, coverage or notice.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeasureView.class)))
    @APIResponse(responseCode = "409", description = "`MEASURE_STATE`: cancelled already")
    public Response cancel(
            @PathParam("id") UUID id,
            @PathParam("measureId") UUID measureId,
            @HeaderParam("If-Match") String ifMatch,
            CancelMeasureRequest request) {
        var measure = recording.cancel(
                callers.get(), id, measureId, version -> Answers.requireMatch(ifMatch, version), request.reason());
        return Answers.ok(measure.version(), MeasureView.of(measure));
    }

    /** Sums of the household. */
    @GET
    @Path("/measures/totals")
    @Operation(
            operationId = "getMeasureTotals",
            summary = "Sums of the household's measures by category and source of the money")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeasureTotalsView.class)))
    public MeasureTotalsView totals(
            @PathParam("id") UUID id,
            @QueryParam("year") @Parameter(description = "measures that began in it", example = "2026") String year) {
        households.require(callers.get(), id);
        return MeasureTotalsView.of(measures.totals(id, year(year)));
    }

    private static Integer year(String text) {
        if (text != null && !text.matches("\\d{4}")) {
            throw Codes.invalid("year", "FORMAT", "应为四位年份", "Must be a year of four digits");
        }
        return text == null ? null : Integer.valueOf(text);
    }
}
