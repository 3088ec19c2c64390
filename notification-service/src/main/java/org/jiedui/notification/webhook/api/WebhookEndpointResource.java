package org.jiedui.notification.webhook.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.delivery.DeliveryRepository;
import org.jiedui.notification.delivery.api.DeliveryView;
import org.jiedui.notification.webhook.WebhookBacklog;
import org.jiedui.notification.webhook.WebhookEndpointRepository;
import org.jiedui.notification.webhook.WebhookRegistration;
import org.jiedui.notification.webhook.WebhookReplay;

/** Endpoints of other systems, called by Standard Webhooks. */
@Path("/api/v1/webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"platform", "province-officer", "county-officer"})
@Tag(name = "webhook-endpoints")
public class WebhookEndpointResource {
    private final WebhookRegistration registration;
    private final WebhookReplay replay;
    private final Jobs jobs;
    private final TimeSource time;
    private final WebhookEndpointRepository endpoints;
    private final WebhookBacklog backlog;
    private final DeliveryRepository deliveries;
    private final CurrentCaller callers;

    WebhookEndpointResource(
            WebhookRegistration registration,
            WebhookReplay replay,
            Jobs jobs,
            TimeSource time,
            WebhookEndpointRepository endpoints,
            WebhookBacklog backlog,
            DeliveryRepository deliveries,
            CurrentCaller callers) {
        this.registration = registration;
        this.replay = replay;
        this.jobs = jobs;
        this.time = time;
        this.endpoints = endpoints;
        this.backlog = backlog;
        this.deliveries = deliveries;
        this.callers = callers;
    }

    /** That a sample is on its way. */
    @Schema(example = """
            {"eventId":"0193e0c4-b000-7000-8000-00000000b002"}""")
    public record TestView(UUID eventId) {}

    /** Registers an endpoint; the secret is in this answer only. */
    @POST
    @Idempotent
    @Operation(summary = "Register an endpoint; the signing secret is shown once")
    @APIResponseSchema(value = WebhookEndpointView.class, responseCode = "201")
    public Response register(RegisterEndpointRequest request) {
        var done = registration.register(callers.get(), request.toCommand());
        return Answers.created(
                "/api/v1/webhook-endpoints/" + done.endpoint().id(),
                done.endpoint().version(),
                WebhookEndpointView.of(done.endpoint(), done.secret()));
    }

    /** Endpoints in the caller's region. */
    @GET
    @Operation(summary = "List endpoints")
    public Page<WebhookEndpointView> list(@BeanParam PageRequest page) {
        return endpoints.page(callers.get(), page).map(WebhookEndpointView::of);
    }

    /** One endpoint. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Read an endpoint")
    @APIResponseSchema(value = WebhookEndpointView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var endpoint = endpoints.visible(callers.get(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(endpoint.version(), ifNoneMatch, () -> WebhookEndpointView.of(endpoint));
    }

    /** Removes an endpoint. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove an endpoint; what waits for it is parked")
    @APIResponse(responseCode = "204", description = "removed")
    public Response remove(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        registration.remove(callers.get(), id, ifMatch);
        return Response.noContent().build();
    }

    /** Changes an endpoint. */
    @PUT
    @Path("/{id}")
    @Operation(summary = "Change address, types or region of an endpoint; the secret stays")
    @APIResponseSchema(value = WebhookEndpointView.class, responseCode = "200")
    public Response change(
            @PathParam("id") UUID id, RegisterEndpointRequest request, @HeaderParam("If-Match") String ifMatch) {
        var endpoint = registration.change(callers.get(), id, request.toCommand(), ifMatch);
        return Answers.ok(endpoint.version(), WebhookEndpointView.of(endpoint));
    }

    /** Rotates the secret; the new one is in this answer only. */
    @POST
    @Path("/{id}/rotate-secret")
    @Idempotent
    @Operation(summary = "Get a new signing secret; the old one signs too for a day")
    @APIResponseSchema(value = WebhookEndpointView.class, responseCode = "200")
    public Response rotate(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        var done = registration.rotate(callers.get(), id, ifMatch);
        return Answers.ok(done.endpoint().version(), WebhookEndpointView.of(done.endpoint(), done.secret()));
    }

    /** Switches it on again. */
    @POST
    @Path("/{id}/enable")
    @Idempotent
    @Operation(summary = "Switch an endpoint on again that was switched off after days without success")
    @APIResponseSchema(value = WebhookEndpointView.class, responseCode = "200")
    public Response enable(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        var endpoint = registration.enable(callers.get(), id, ifMatch);
        return Answers.ok(endpoint.version(), WebhookEndpointView.of(endpoint));
    }

    /** Sends everything again from a point on. */
    @POST
    @Path("/{id}/replay")
    @Idempotent
    @Operation(summary = "Send the endpoint everything again from a time or after an event, under the old ids")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response replay(@PathParam("id") UUID id, ReplayRequest request, @Context HttpHeaders headers) {
        var caller = callers.get();
        var job = replay.replay(caller, id, request.from(), request.afterEvent());
        return Answers.accepted(
                "/api/v1/webhook-endpoints/" + id + "/replays/" + job,
                view(jobs.require(job, WebhookReplay.KIND, caller.regionPrefix()), headers));
    }

    /** How far a replay is. */
    @GET
    @Path("/{id}/replays/{job}")
    @Operation(summary = "See how far a replay is")
    public JobView replayed(@PathParam("id") UUID id, @PathParam("job") UUID job, @Context HttpHeaders headers) {
        var caller = callers.get();
        endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return view(jobs.require(job, WebhookReplay.KIND, caller.regionPrefix()), headers);
    }

    private JobView view(Job job, HttpHeaders headers) {
        return JobView.of(job, time.now(), ProblemMappers.chinese(headers), Map.of());
    }

    /** Sends a sample. */
    @POST
    @Path("/{id}/test")
    @Idempotent
    @Operation(summary = "Send a sample event to the endpoint")
    @APIResponseSchema(value = TestView.class, responseCode = "202")
    public Response test(@PathParam("id") UUID id) {
        var event = registration.test(callers.get(), id);
        return Answers.accepted(
                "/api/v1/webhook-endpoints/" + id + "/deliveries?eventId=" + event, new TestView(event));
    }

    /** What was sent to the endpoint. */
    @GET
    @Path("/{id}/deliveries")
    @Operation(summary = "List the deliveries of an endpoint")
    public Page<DeliveryView> deliveries(
            @PathParam("id") UUID id,
            @jakarta.ws.rs.QueryParam("eventId") UUID eventId,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var caller = callers.get();
        endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        backlog.catchUp(id);
        var chinese = ProblemMappers.chinese(headers);
        return deliveries
                .page(caller, id, eventId, List.of(), List.of(), page)
                .map(delivery -> DeliveryView.of(delivery, chinese));
    }
}
