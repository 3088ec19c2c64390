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
import java.util.List;
import java.util.Map;
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
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.plan.Measure;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureRepository;
import org.jiedui.household.plan.ProjectConduct;
import org.jiedui.household.plan.ProjectKind;
import org.jiedui.household.plan.ProjectRepository;
import org.jiedui.household.plan.ProjectState;

/** Projects and training classes. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Projects", description = "Projects and training classes that reach many households at once")
public class ProjectResource {
    private final ProjectRepository projects;
    private final ProjectConduct conduct;
    private final MeasureRepository measures;
    private final EntityManager entities;
    private final CurrentCaller callers;

    ProjectResource(
            ProjectRepository projects,
            ProjectConduct conduct,
            MeasureRepository measures,
            EntityManager entities,
            CurrentCaller callers) {
        this.projects = projects;
        this.conduct = conduct;
        this.measures = measures;
        this.entities = entities;
        this.callers = callers;
    }

    /** Begins a project. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "openProject",
            summary = "Begins a project or training class for many households at once",
            description =
                    "Each household gets its share as a measure; the shares add up to the amount, to the cent. At most"
                            + " 5000 households.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @APIResponse(
            responseCode = "422",
            description = "`FUND_EXCEEDED` with the figures, `UNKNOWN_FUND`, `SEGMENT_EMPTY`, `SEGMENT_TOO_LARGE`")
    public Response open(ProjectRequest request) {
        var project = conduct.open(callers.get(), request.toCommand());
        return Answers.created("/api/v1/projects/" + project.id(), project.version(), ProjectView.of(project));
    }

    /** The caller's projects. */
    @GET
    @Operation(operationId = "listProjects", summary = "Projects of the caller's region")
    public Page<ProjectView> list(
            @QueryParam("region") @Parameter(description = "division code; everything below it") String region,
            @QueryParam("kind") @Parameter(description = "codes of ProjectKind; several by comma") String kind,
            @QueryParam("state") @Parameter(description = "codes of ProjectState; several by comma") String state,
            @QueryParam("category") @Parameter(description = "codes of MeasureCategory; several by comma")
                    String category,
            @QueryParam("fundId") @Parameter(description = "paid by this fund") UUID fundId,
            @QueryParam("sort") @Parameter(description = "region") String sort,
            @BeanParam PageRequest page) {
        return projects.list(
                        callers.get(),
                        Codes.regionPattern("region", region),
                        Codes.parameter(ProjectKind.class, "kind", kind),
                        Codes.parameter(ProjectState.class, "state", state),
                        Codes.parameter(MeasureCategory.class, "category", category),
                        fundId)
                .page(entities, sort == null ? "region" : sort, page)
                .map(ProjectView::of);
    }

    /** One project. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getProject", summary = "One project")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var project = projects.require(callers.get(), id);
        return Answers.ok(project.version(), ifNoneMatch, () -> ProjectView.of(project));
    }

    /** Its households. */
    @GET
    @Path("/{id}/households")
    @Operation(operationId = "listProjectHouseholds", summary = "Households of a project with share and attendance")
    public Page<ParticipantView> households(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        projects.require(callers.get(), id);
        var found = measures.list(callers.get(), null, List.of(), List.of(), null, id, null, null)
                .where("e.cancelledAt is null", Map.of())
                .page(entities, null, page);
        var attended = projects.attended(
                id, found.items().stream().map(Measure::householdId).toList());
        return found.map(measure -> new ParticipantView(
                measure.householdId(),
                measure.id(),
                measure.region(),
                measure.amount(),
                attended.getOrDefault(measure.householdId(), 0)));
    }

    /** Lets further households take part. */
    @POST
    @Path("/{id}/households")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "addProjectHouseholds",
            summary = "Lets further households take part in a running project; If-Match is the project's",
            description =
                    "Their amount comes on top of the project's, out of its fund, and is shared out among them to the cent.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @APIResponse(responseCode = "409", description = "`PROJECT_STATE`, `ALREADY_A_PARTICIPANT`")
    @APIResponse(responseCode = "422", description = "`FUND_EXCEEDED` with the figures, `SEGMENT_TOO_LARGE`")
    public Response add(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, AddHouseholdsRequest request) {
        var project = conduct.add(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.households(),
                request.amount());
        return Answers.ok(project.version(), ProjectView.of(project));
    }

    /** Days of a class. */
    @GET
    @Path("/{id}/attendance")
    @Operation(operationId = "listProjectSessions", summary = "Days of a training class and how many were present")
    public Page<SessionView> sessions(@PathParam("id") UUID id) {
        projects.require(callers.get(), id);
        return new Page<>(projects.sessions(id), null).map(s -> new SessionView(s.day(), s.present()));
    }

    /** Notes attendance. */
    @PUT
    @Path("/{id}/attendance/{day}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "putAttendance",
            summary = "Notes who was present on a day of a training class; If-Match is the project's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @APIResponse(responseCode = "409", description = "`PROJECT_STATE`: completed, or no training class")
    @APIResponse(responseCode = "422", description = "`NOT_A_PARTICIPANT`")
    public Response attend(
            @PathParam("id") UUID id,
            @PathParam("day") @Parameter(example = "2026-05-06") String day,
            @HeaderParam("If-Match") String ifMatch,
            AttendanceRequest request) {
        var project = conduct.attend(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                Days.parameter("day", day, null),
                request.present());
        return Answers.ok(project.version(), ProjectView.of(project));
    }

    /** Completes it. */
    @POST
    @Path("/{id}/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "completeProject",
            summary = "Completes a project; its result becomes that of every measure that has none yet")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    public Response complete(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, CompleteProjectRequest request) {
        var project = conduct.complete(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.result());
        return Answers.ok(project.version(), ProjectView.of(project));
    }
}
