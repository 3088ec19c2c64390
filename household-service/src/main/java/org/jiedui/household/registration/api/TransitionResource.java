package org.jiedui.household.registration.api;

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
import org.jiedui.household.Roles;
import org.jiedui.household.registration.StatusProcedure;
import org.jiedui.household.registration.StatusTransitions;
import org.jiedui.household.registration.TransitionState;

/** Proposed changes of type and category, for who decides on them. */
@Path("/api/v1/households/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Status transitions")
public class TransitionResource {
    private final StatusProcedure procedure;
    private final StatusTransitions transitions;
    private final EntityManager entities;
    private final CurrentCaller callers;

    TransitionResource(
            StatusProcedure procedure, StatusTransitions transitions, EntityManager entities, CurrentCaller callers) {
        this.procedure = procedure;
        this.transitions = transitions;
        this.entities = entities;
        this.callers = callers;
    }

    /** The caller's. */
    @GET
    @Operation(operationId = "listTransitions", summary = "Transitions of the caller's region, the oldest first")
    public Page<TransitionView> list(
            @QueryParam("region") @Parameter(description = "division code; everything below it") String region,
            @QueryParam("state") @Parameter(description = "PROPOSED, APPROVED, REJECTED, WITHDRAWN; several by comma")
                    String state,
            @BeanParam PageRequest page) {
        return transitions
                .list(
                        callers.get(),
                        Codes.regionPattern("region", region),
                        null,
                        Codes.parameter(TransitionState.class, "state", state))
                .page(entities, null, page)
                .map(TransitionView::of);
    }

    /** One. */
    @GET
    @Path("/{transitionId}")
    @Operation(operationId = "getTransition", summary = "One transition")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransitionView.class)))
    public Response one(@PathParam("transitionId") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var transition = transitions.require(callers.get(), id);
        return Answers.ok(transition.version(), ifNoneMatch, () -> TransitionView.of(transition));
    }

    /** The county approves: the household changes from the proposed day. */
    @POST
    @Path("/{transitionId}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "approveTransition",
            summary = "The county approves: the household changes from the proposed day",
            description = "Not by the proposer. If-Match is the transition's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransitionView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "TRANSITION_DECIDED; TRANSITION_OUTDATED when the household has changed, with all that is legal now; LATER_CHANGE_EXISTS")
    public Response approve(
            @PathParam("transitionId") UUID id, @HeaderParam("If-Match") String ifMatch, NoteRequest request) {
        var transition =
                procedure.approve(callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.note());
        return Answers.ok(transition.version(), TransitionView.of(transition));
    }

    /** The county rejects. */
    @POST
    @Path("/{transitionId}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "rejectTransition",
            summary = "The county rejects",
            description = "Not by the proposer. If-Match is the transition's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransitionView.class)))
    @APIResponse(responseCode = "409", description = "TRANSITION_DECIDED")
    public Response reject(
            @PathParam("transitionId") UUID id, @HeaderParam("If-Match") String ifMatch, ReasonRequest request) {
        var transition = procedure.reject(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.reason());
        return Answers.ok(transition.version(), TransitionView.of(transition));
    }

    /** The proposal is taken back. */
    @POST
    @Path("/{transitionId}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "withdrawTransition",
            summary = "The proposal is taken back",
            description = "If-Match is the transition's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransitionView.class)))
    @APIResponse(responseCode = "409", description = "TRANSITION_DECIDED")
    public Response withdraw(
            @PathParam("transitionId") UUID id, @HeaderParam("If-Match") String ifMatch, NoteRequest request) {
        var transition = procedure.withdraw(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.note());
        return Answers.ok(transition.version(), TransitionView.of(transition));
    }
}
