package org.jiedui.pairing.pairing.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.pairing.BulkItem;
import org.jiedui.pairing.pairing.BulkItems;
import org.jiedui.pairing.pairing.LeaverRun;
import org.jiedui.pairing.pairing.PairingBulk;

/** Many pairings with one call. */
@Path("/api/v1/pairings/bulk")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform"})
public class BulkResource {
    private final PairingBulk bulk;
    private final BulkItems items;
    private final Jobs jobs;
    private final CurrentCaller callers;
    private final TimeSource time;

    BulkResource(PairingBulk bulk, BulkItems items, Jobs jobs, CurrentCaller callers, TimeSource time) {
        this.bulk = bulk;
        this.items = items;
        this.jobs = jobs;
        this.callers = callers;
        this.time = time;
    }

    /** Does many. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(
            operationId = "bulkPairings",
            summary = "Make or re-assign many pairings",
            description =
                    "Up to 500 items are answered at once, in their order, one result each: 200 when all were done, 207 when some or all were refused (`status` says which). All of them are one transaction: a call that fails has done nothing and may be repeated with its key. More are a job (202). `dryRun` checks everything and changes nothing; it takes at most 2000 items, as others wait for what it locks. `publicise` accepts for both sides and makes public at once, by officers of a township and above.")
    @APIResponse(
            responseCode = "200",
            description = "all done",
            content = @Content(schema = @Schema(implementation = BulkView.class)))
    @APIResponse(
            responseCode = "207",
            description = "some or all refused",
            content = @Content(schema = @Schema(implementation = BulkView.class)))
    @APIResponse(
            responseCode = "202",
            description = "a job does it",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response post(
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "dry run of a proposal and a replacement",
                                                            value = """
                    {"dryRun":true,"items":[
                     {"propose":{"programme":"HOUSEHOLD_HELP","role":"PRIMARY",
                      "helperId":"01980000-0000-7000-8000-000000000001",
                      "helped":{"kind":"HOUSEHOLD","id":"01980000-0000-7000-8000-000000000002"},"from":"2026-11-22"}},
                     {"replace":{"pairingId":"01980000-0000-7000-8000-000000000003","version":4,
                      "helperId":"01980000-0000-7000-8000-000000000005","from":"2026-11-22","reason":"HELPER_RETIRED"}}]}""")))
                    BulkRequest request,
            @Context HttpHeaders headers) {
        var caller = callers.get();
        if (request.items().size() > PairingBulk.AT_ONCE) {
            var id = bulk.submit(request.toItems(), request.dry(), request.toPublicity(), caller);
            return Answers.accepted("/api/v1/pairings/bulk/" + id, view(require(id), headers));
        }
        var outcomes = bulk.run(request.toItems(), request.dry(), request.toPublicity(), caller);
        var refused = outcomes.stream()
                .filter(each -> each.status() == BulkItem.Status.REFUSED)
                .count();
        var summary = BulkItem.Summary.of(outcomes.size() - refused, refused);
        var chinese = ProblemMappers.chinese(headers);
        return Response.status(summary == BulkItem.Summary.ALL_DONE ? 200 : 207)
                .entity(new BulkView(
                        summary,
                        request.dry(),
                        outcomes.size() - refused,
                        refused,
                        outcomes.stream()
                                .map(each -> BulkView.ItemView.of(each, chinese))
                                .toList()))
                .build();
    }

    /** One job. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getBulkPairings",
            summary = "State and progress of a job about many pairings",
            description =
                    "Of this resource and of leavers. The result sums up as the direct answer does. Server-sent events for Accept: text/event-stream.")
    public JobView one(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return view(require(id), headers);
    }

    /** The same as server-sent events. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<JobView> progress(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        require(id);
        var chinese = ProblemMappers.chinese(headers);
        return jobs.progress(id, callers.get().regionPrefix(), job -> view(job, chinese));
    }

    /** Stops a job. */
    @POST
    @Path("/{id}/cancel")
    @Idempotent
    @RolesAllowed({"township-officer", "county-officer", "province-officer"})
    @Operation(operationId = "cancelBulkPairings", summary = "Stop a job about many pairings; what it has done stays")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "409", description = "STATE_CONFLICT: it is at its end already")
    public Response cancel(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        if (require(id).kind().equals(LeaverRun.KIND)) {
            // who may let a helper go may stop it, and nobody else: half of the pairings would stay with who is gone
            callers.get().requireRole("county-officer", "province-officer");
        }
        jobs.cancel(id);
        return Response.ok(view(require(id), headers)).build();
    }

    /** Results of a job. */
    @GET
    @Path("/{id}/items")
    @Operation(operationId = "listBulkPairingItems", summary = "What became of each item, in the order of the request")
    public Page<BulkView.ItemView> items(
            @PathParam("id") UUID id,
            @QueryParam("refused") Boolean refused,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        require(id);
        var refusedOnly = Boolean.TRUE.equals(refused);
        var filter = id + "|" + refusedOnly;
        var cursor = page.cursor("bulk-items", filter);
        var after = cursor.isEmpty() ? -1 : Integer.parseInt(cursor.get(0));
        var chinese = ProblemMappers.chinese(headers);
        return Page.of(
                        items.outcomes(id, after, page.limit() + 1, refusedOnly),
                        page.limit(),
                        last -> Cursor.encode("bulk-items", filter, List.of(Integer.toString(last.position()))))
                .map(each -> BulkView.ItemView.of(each, chinese));
    }

    private Job require(UUID id) {
        var job = jobs.find(id, callers.get().regionPrefix())
                .filter(found ->
                        found.kind().equals(PairingBulk.KIND) || found.kind().equals(LeaverRun.KIND));
        return job.orElseThrow(org.jiedui.chassis.problem.CommonProblem.NOT_FOUND::problem);
    }

    private JobView view(Job job, HttpHeaders headers) {
        return view(job, ProblemMappers.chinese(headers));
    }

    private JobView view(Job job, boolean chinese) {
        return JobView.of(job, time.now(), chinese, Map.of("items", "/api/v1/pairings/bulk/" + job.id() + "/items"));
    }
}
