package org.jiedui.pairing.activity.api;

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
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.activity.ActivityLog;
import org.jiedui.pairing.activity.ActivityRepository;
import org.jiedui.pairing.activity.Method;
import org.jiedui.pairing.activity.api.ActivityViews.ActivityView;
import org.jiedui.pairing.activity.api.ActivityViews.FeedbackRequest;
import org.jiedui.pairing.activity.api.ActivityViews.HandInRequest;
import org.jiedui.pairing.activity.api.ActivityViews.RecordRequest;
import org.jiedui.pairing.pairing.PairingRepository;

/** What is done within a pairing. */
@Path("/api/v1/pairings/{pairing}/activities")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ActivityResource {
    private final PairingRepository pairings;
    private final ActivityRepository activities;
    private final ActivityLog log;
    private final CurrentCaller callers;
    private final EntityManager entities;

    ActivityResource(
            PairingRepository pairings,
            ActivityRepository activities,
            ActivityLog log,
            CurrentCaller callers,
            EntityManager entities) {
        this.pairings = pairings;
        this.activities = activities;
        this.log = log;
        this.callers = callers;
        this.entities = entities;
    }

    /** Records. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "helper", "mentor"})
    @Operation(
            operationId = "recordActivity",
            summary = "Record what was done: a method, one of the six ones, a visit, a service",
            description =
                    "Refused with TERM_NOT_ALLOWED for a day after today or outside of the pairing, and with ROLE_NOT_ALLOWED for a former helper or member of the team, who only reads on.")
    @APIResponse(
            responseCode = "201",
            description = "recorded",
            content = @Content(schema = @Schema(implementation = ActivityView.class)))
    public Response record(
            @PathParam("pairing") UUID pairing,
            @RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(
                                                        name = "homework",
                                                        value =
                                                                "{\"method\":\"HOMEWORK\",\"heldOn\":\"2026-11-20\",\"minutes\":60,\"topic\":\"起草村规民约修订稿\",\"dueOn\":\"2026-12-05\"}"),
                                                @ExampleObject(
                                                        name = "service",
                                                        value =
                                                                "{\"method\":\"SERVICE\",\"heldOn\":\"2026-11-20\",\"minutes\":120,\"topic\":\"企业用工走访\",\"problemsFound\":3,\"problemsSolved\":2}")
                                            }))
                    RecordRequest request) {
        var activity = log.record(pairing, request.toCommand(), callers.get());
        return Answers.created(
                "/api/v1/pairings/" + pairing + "/activities/" + activity.id(),
                activity.version(),
                ActivityView.of(activity));
    }

    /** Lists. */
    @GET
    @Operation(
            operationId = "listActivities",
            summary = "Activities of a pairing, group activities in which it was expected included")
    public Page<ActivityView> list(
            @PathParam("pairing") UUID pairing,
            @BeanParam PageRequest page,
            @QueryParam("method") String method,
            @QueryParam("heldFrom") String heldFrom,
            @QueryParam("heldTo") String heldTo) {
        pairings.require(pairing, callers.get());
        return activities
                .of(pairing)
                .whereIf("e.method in :method", "method", Codes.of("method", method, Method.class))
                .whereIf("e.heldOn >= :heldFrom", "heldFrom", Days.parse("heldFrom", heldFrom))
                .whereIf("e.heldOn <= :heldTo", "heldTo", Days.parse("heldTo", heldTo))
                .page(entities, null, page)
                .map(ActivityView::of);
    }

    /** One. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getActivity", summary = "One activity of the pairing")
    @APIResponse(
            responseCode = "200",
            description = "the activity",
            content = @Content(schema = @Schema(implementation = ActivityView.class)))
    public Response one(
            @PathParam("pairing") UUID pairing,
            @PathParam("id") UUID id,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        pairings.require(pairing, callers.get());
        var activity = activities.one(pairing, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(activity.version(), ifNoneMatch, () -> ActivityView.of(activity));
    }

    /** Hands in. */
    @POST
    @Path("/{id}/hand-in")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "handInHomework",
            summary = "Hand a homework in, or again after the feedback AGAIN",
            description = "By the helped side or an office; 409 HOMEWORK_NOT_DUE unless it waits for this.")
    @APIResponse(
            responseCode = "200",
            description = "handed in",
            content = @Content(schema = @Schema(implementation = ActivityView.class)))
    public Response handIn(
            @PathParam("pairing") UUID pairing,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "hand-in",
                                                            value = "{\"text\":\"修订稿见附件说明\"}")))
                    HandInRequest request) {
        var homework = log.handIn(
                pairing, id, request.text(), callers.get(), version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(homework.version(), ActivityView.of(homework));
    }

    /** Answers. */
    @POST
    @Path("/{id}/feedback")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"township-officer", "county-officer", "province-officer", "helper", "mentor"})
    @Operation(
            operationId = "giveFeedback",
            summary = "Give feedback on a homework that was handed in",
            description = "AGAIN lets it be handed in anew; 409 HOMEWORK_NOT_DUE unless it waits for this.")
    @APIResponse(
            responseCode = "200",
            description = "answered",
            content = @Content(schema = @Schema(implementation = ActivityView.class)))
    public Response feedback(
            @PathParam("pairing") UUID pairing,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "feedback",
                                                            value = "{\"grade\":\"GOOD\",\"text\":\"条理清楚\"}")))
                    FeedbackRequest request) {
        var homework = log.feedback(
                pairing,
                id,
                request.grade(),
                request.text(),
                callers.get(),
                version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(homework.version(), ActivityView.of(homework));
    }
}
