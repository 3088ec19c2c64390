package org.jiedui.household.region.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.region.MoveOrder;
import org.jiedui.household.region.RegionChange;
import org.jiedui.household.region.RegionChangeRepository;
import org.jiedui.household.region.RegionChanges;
import org.jiedui.household.region.RegionSuccession;

/** Renames, splits, merges and new codes of divisions. */
@Path("/api/v1/regions/changes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Regions", description = "Administrative divisions: a code's prefixes are its ancestors")
public class RegionChangeResource {
    private final RegionChanges recording;
    private final RegionChangeRepository changes;
    private final Jobs jobs;
    private final EntityManager entities;
    private final CurrentCaller callers;
    private final TimeSource time;

    RegionChangeResource(
            RegionChanges recording,
            RegionChangeRepository changes,
            Jobs jobs,
            EntityManager entities,
            CurrentCaller callers,
            TimeSource time) {
        this.recording = recording;
        this.changes = changes;
        this.jobs = jobs;
        this.entities = entities;
        this.callers = callers;
        this.time = time;
    }

    /** Records a change. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.PROVINCE, Roles.PLATFORM})
    @Operation(
            operationId = "changeRegions",
            summary = "Records a rename, merge, split or new code of divisions with its day and document",
            description =
                    "Old codes stay and lead to their successors. Villages that go into exactly one other have their households moved by a job; for households of a split village see `/regions/changes/{id}/households`.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RegionChangeView.class)))
    @APIResponse(responseCode = "403", description = "`OUTSIDE_REGION`")
    @APIResponse(responseCode = "422", description = "`REGION_CHANGE_REFUSED` with all reasons")
    public Response record(RegionChangeRequest request) {
        var change = recording.record(callers.get(), request.toCommand());
        return Answers.created("/api/v1/regions/changes/" + change.id(), 0, view(change));
    }

    private RegionChangeView view(RegionChange change) {
        return RegionChangeView.of(change, changes.successions(List.of(change.id())));
    }

    /** Changes below a division. */
    @GET
    @Operation(operationId = "listRegionChanges", summary = "Changes of divisions, by division and day")
    public Page<RegionChangeView> list(
            @QueryParam("region") @Parameter(description = "division code; below it", example = "330523") String region,
            @QueryParam("effectiveFrom") @Parameter(description = "first day", example = "2026-01-01") String from,
            @QueryParam("effectiveTo") @Parameter(description = "last day", example = "2026-12-31") String to,
            @QueryParam("sort") @Parameter(description = "effectiveOn; `-` in front: descending") String sort,
            @BeanParam PageRequest page) {
        var found = changes.changes(
                        Codes.regionPattern("region", region),
                        Days.parameter("effectiveFrom", from, null),
                        Days.parameter("effectiveTo", to, null))
                .page(entities, sort, page);
        Map<UUID, List<RegionSuccession>> successions = found.items().isEmpty()
                ? Map.of()
                : changes
                        .successions(
                                found.items().stream().map(RegionChange::id).toList())
                        .stream()
                        .collect(Collectors.groupingBy(RegionSuccession::changeId));
        return found.map(change -> RegionChangeView.of(
                change,
                successions.getOrDefault(change.id(), List.of()).stream()
                        .limit(50)
                        .toList()));
    }

    /** One change. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getRegionChange", summary = "One change with all its successions")
    public RegionChangeView one(@PathParam("id") UUID id) {
        return view(changes.require(id));
    }

    /** The job that moves the households. */
    @GET
    @Path("/{id}/moves")
    @Operation(operationId = "getRegionChangeMoves", summary = "State and progress of moving the households")
    public JobView moves(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var change = changes.require(id);
        if (change.moveJob() == null) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return JobView.of(
                jobs.require(change.moveJob(), MoveOrder.KIND, callers.get().regionPrefix()),
                time.now(),
                ProblemMappers.chinese(headers),
                Map.of());
    }
}
