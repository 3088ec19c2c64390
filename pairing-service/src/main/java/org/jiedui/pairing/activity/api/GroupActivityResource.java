package org.jiedui.pairing.activity.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.activity.ActivityLog;
import org.jiedui.pairing.activity.ActivityRepository;
import org.jiedui.pairing.activity.Method;
import org.jiedui.pairing.activity.api.ActivityViews.ActivityView;
import org.jiedui.pairing.activity.api.ActivityViews.GroupRequest;

/** Activities of a region, and those of groups with attendance. */
@Path("/api/v1/pairing/activities")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class GroupActivityResource {
    private final ActivityRepository activities;
    private final ActivityLog log;
    private final CurrentCaller callers;
    private final EntityManager entities;

    GroupActivityResource(
            ActivityRepository activities, ActivityLog log, CurrentCaller callers, EntityManager entities) {
        this.activities = activities;
        this.log = log;
        this.callers = callers;
        this.entities = entities;
    }

    /** Records a meeting. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"township-officer", "county-officer", "province-officer"})
    @Operation(
            operationId = "recordGroupActivity",
            summary = "Record a group activity with attendance",
            description =
                    "Three absences without excuse (a norm, `jiedui.pairing.activity.absences`) are announced as `attendance-warned`. 422 UNKNOWN_HELPER when nobody is registered with `helperId`; 422 UNKNOWN_PAIRINGS lists every pairing that is not visible or not under way on that day; nothing is recorded then.")
    @APIResponse(
            responseCode = "201",
            description = "recorded",
            content = @Content(schema = @Schema(implementation = ActivityView.class)))
    public Response record(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "studio session", value = """
                    {"region":"330523","helperId":"01980000-0000-7000-8000-000000000001","method":"GROUP_SESSION",
                     "heldOn":"2026-11-20","minutes":120,"topic":"工作室例会",
                     "expected":[{"pairingId":"01980000-0000-7000-8000-000000000003","present":false,"excused":false}]}""")))
                    GroupRequest request) {
        var activity = log.recordGroup(
                request.region(), request.helperId(), request.toCommand(), request.toExpected(), callers.get());
        return Response.created(java.net.URI.create("/api/v1/pairing/activities?id=" + activity.id()))
                .entity(ActivityView.of(activity))
                .build();
    }

    /** Lists. */
    @GET
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(operationId = "listActivitiesOfRegion", summary = "Activities of the region, of pairings and groups")
    public Page<ActivityView> list(
            @BeanParam PageRequest page,
            @QueryParam("id") UUID id,
            @QueryParam("region") String region,
            @QueryParam("helper") UUID helper,
            @QueryParam("method") String method,
            @QueryParam("heldFrom") String heldFrom,
            @QueryParam("heldTo") String heldTo) {
        return activities
                .visible(callers.get())
                .whereIf("e.id = :id", "id", id)
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .whereIf("e.helperId = :helper", "helper", helper)
                .whereIf("e.method in :method", "method", Codes.of("method", method, Method.class))
                .whereIf("e.heldOn >= :heldFrom", "heldFrom", Days.parse("heldFrom", heldFrom))
                .whereIf("e.heldOn <= :heldTo", "heldTo", Days.parse("heldTo", heldTo))
                .page(entities, null, page)
                .map(ActivityView::of);
    }
}
