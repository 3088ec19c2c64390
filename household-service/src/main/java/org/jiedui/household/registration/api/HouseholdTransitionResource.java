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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.StatusProcedure;
import org.jiedui.household.registration.StatusTransitions;

/** Proposed changes of one household's type and category. */
@Path("/api/v1/households/{id}/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Status transitions",
        description = "Type and monitored category change only by a dated, approved transition")
public class HouseholdTransitionResource {
    private final StatusProcedure procedure;
    private final StatusTransitions transitions;
    private final HouseholdRepository households;
    private final EntityManager entities;
    private final CurrentCaller callers;

    HouseholdTransitionResource(
            StatusProcedure procedure,
            StatusTransitions transitions,
            HouseholdRepository households,
            EntityManager entities,
            CurrentCaller callers) {
        this.procedure = procedure;
        this.transitions = transitions;
        this.households = households;
        this.entities = entities;
        this.callers = callers;
    }

    /** All of the household's. */
    @GET
    @Operation(operationId = "listTransitionsOfHousehold", summary = "Transitions of the household, the oldest first")
    public Page<TransitionView> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        households.require(callers.get(), id);
        return transitions
                .list(callers.get(), null, id, List.of())
                .page(entities, null, page)
                .map(TransitionView::of);
    }

    /** Proposes one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "proposeTransition",
            summary = "Proposes another type or category from a day",
            description =
                    "The county decides. A category is given and ended by the risk procedure alone; while the household is monitored a transition may change which one it is. If-Match is the household's.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TransitionView.class)))
    @APIResponse(responseCode = "409", description = "TRANSITION_OPEN: one is not decided yet")
    @APIResponse(responseCode = "422", description = "TRANSITION_NOT_LEGAL with all that is legal; EVENT_DATE_REFUSED")
    public Response propose(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, TransitionRequest request) {
        var proposed = procedure.propose(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.toType(),
                request.toCategory(),
                request.effectiveOn(),
                request.reason(),
                request.document());
        return Answers.created(
                "/api/v1/households/transitions/" + proposed.id(), proposed.version(), TransitionView.of(proposed));
    }
}
