package org.jiedui.household.request.api;

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
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.request.IntakeChannel;
import org.jiedui.household.request.Request;
import org.jiedui.household.request.RequestCategory;
import org.jiedui.household.request.RequestHandling;
import org.jiedui.household.request.RequestKind;
import org.jiedui.household.request.RequestRepository;
import org.jiedui.household.request.RequestState;
import org.jiedui.household.request.Urgency;

/** Requests. */
@Path("/api/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Requests", description = "Help requests, consultations, complaints, policy feedback")
public class RequestResource {
    private final RequestRepository requests;
    private final RequestHandling handling;
    private final EntityManager entities;
    private final CurrentCaller callers;

    RequestResource(
            RequestRepository requests, RequestHandling handling, EntityManager entities, CurrentCaller callers) {
        this.requests = requests;
        this.handling = handling;
        this.entities = entities;
        this.callers = callers;
    }

    /** Notes a request. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "openRequest",
            summary = "Notes a request of a household or of a place",
            description =
                    "Due by urgency, in working days: critical 1, urgent 3, others 15 (configurable), unless it names its own day. Whoever notes a complaint gets it in this answer and sees it later only as described at the list.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RequestView.class)))
    public Response open(OpenRequestRequest request) {
        var opened = handling.open(callers.get(), request.toCommand(), null);
        return Answers.created("/api/v1/requests/" + opened.id(), opened.version(), RequestView.of(opened));
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
        @Parameter(description = "codes of RequestState; several by comma")
        String state;

        @QueryParam("kind")
        @Parameter(description = "codes of RequestKind; several by comma")
        String kind;

        @QueryParam("category")
        @Parameter(description = "codes of RequestCategory; several by comma")
        String category;

        @QueryParam("urgency")
        @Parameter(description = "codes of Urgency; several by comma")
        String urgency;

        @QueryParam("channel")
        @Parameter(description = "codes of IntakeChannel; several by comma")
        String channel;

        @QueryParam("overdue")
        @Parameter(description = "true: due before today and not answered")
        String overdue;

        @QueryParam("dueTo")
        @Parameter(description = "due on or before", example = "2026-12-31")
        String dueTo;

        @QueryParam("handler")
        @Parameter(description = "account of the person or expert to whom it was given")
        String handler;

        RequestRepository.Filter read() {
            return new RequestRepository.Filter(
                    Codes.regionPattern("region", region),
                    householdId,
                    Codes.parameter(RequestState.class, "state", state),
                    Codes.parameter(RequestKind.class, "kind", kind),
                    Codes.parameter(RequestCategory.class, "category", category),
                    Codes.parameter(Urgency.class, "urgency", urgency),
                    Codes.parameter(IntakeChannel.class, "channel", channel),
                    Codes.flag("overdue", overdue),
                    Days.parameter("dueTo", dueTo, null),
                    handler);
        }
    }

    private KeysetQuery<Request> query(Filters filters) {
        return requests.list(callers.get(), filters.read());
    }

    /** The caller's requests. */
    @GET
    @Operation(
            operationId = "listRequests",
            summary = "Requests that the caller may see",
            description =
                    "Complaints are seen only by township, county and province officers and auditors of the region who are not themselves complained about (nor their office or one above it), and by whom they were given to; never by helpers and village clerks. What was given to the caller from elsewhere is listed with `handler`: the caller's own account.")
    public Page<RequestView> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region, due") String sort,
            @BeanParam PageRequest page) {
        return query(filters)
                .page(entities, sort == null ? "region" : sort, page)
                .map(RequestView::of);
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(operationId = "countRequests", summary = "How many requests meet the filters")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", query(filters).count(entities));
    }

    /** One request. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getRequest", summary = "One request")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var request = requests.require(callers.get(), id);
        return Answers.ok(request.version(), ifNoneMatch, () -> RequestView.of(request));
    }

    /** Gives it to somebody. */
    @POST
    @Path("/{id}/dispatch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "dispatchRequest",
            summary = "Gives a request to an office, a person or an expert",
            description =
                    "A person or expert may then see and answer it, wherever they are. Not to the one complained about: 422 `DISPATCH_CONFLICT`.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    public Response dispatch(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, DispatchRequest request) {
        var changed = handling.dispatch(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.toHandler());
        return Answers.ok(changed.version(), RequestView.of(changed));
    }

    /** Answers it. */
    @POST
    @Path("/{id}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "answerRequest",
            summary = "Answers a request",
            description =
                    "By its offices and the household's helpers, and by the person or expert it was given to, of whatever role.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    public Response answer(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, AnswerRequest request) {
        var changed =
                handling.answer(callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.answer());
        return Answers.ok(changed.version(), RequestView.of(changed));
    }

    /** What happened to it. */
    @GET
    @Path("/{id}/steps")
    @Operation(operationId = "listRequestSteps", summary = "What happened to a request, step by step")
    public Page<RequestStepView> steps(@PathParam("id") UUID id) {
        requests.require(callers.get(), id);
        return new Page<>(requests.steps(id), null).map(RequestStepView::of);
    }

    /** Opens it again. */
    @POST
    @Path("/{id}/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "reopenRequest",
            summary = "Opens an answered or solved request again, because the asker is not content",
            description = "It gets a new due date by urgency; what was answered stays in its steps.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(responseCode = "409", description = "`REQUEST_STATE`: neither answered nor solved")
    public Response reopen(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, ReopenRequest request) {
        var changed =
                handling.reopen(callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.reason());
        return Answers.ok(changed.version(), RequestView.of(changed));
    }

    /** Closes it. */
    @POST
    @Path("/{id}/solve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "solveRequest", summary = "Closes an answered request with the asker's contentment")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    public Response solve(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, SolveRequest request) {
        var changed = handling.solve(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.satisfaction());
        return Answers.ok(changed.version(), RequestView.of(changed));
    }
}
