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
    private final HouseholdRepository households;
    private final EntityManager entities;
    private final CurrentCaller callers;

    PlanResource(
            PlanRepository plans,
            MeasureRepository measures,
            Planning planning,
            HouseholdRepository households,
            EntityManager entities,
            CurrentCaller callers) {
        this.plans = plans;
        this.measures = measures;
        this.planning = planning;
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
            description = "If-Match is the plan's own tag; not needed for the first plan of a year.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response write(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, PlanRequest request) {
        var plan = planning.write(
                callers.get(),
                id,
                request.year(),
                request.toGoals(),
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

    /** Notes a measure. */
    @POST
    @Path("/measures")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "takeMeasure", summary = "Notes a measure, by offices and by the household's helpers")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MeasureView.class)))
    public Response take(@PathParam("id") UUID id, MeasureRequest request) {
        var measure = planning.take(callers.get(), id, request.toCommand());
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

    private static Integer year(String text) {
        if (text != null && !text.matches("\\d{4}")) {
            throw Codes.invalid("year", "FORMAT", "应为四位年份", "Must be a year of four digits");
        }
        return text == null ? null : Integer.valueOf(text);
    }
}
