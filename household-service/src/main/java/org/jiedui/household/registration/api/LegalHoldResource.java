package org.jiedui.household.registration.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.Retention;

/** Legal holds of a household. */
@Path("/api/v1/households/{id}/legal-holds")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Retention")
public class LegalHoldResource {
    private final Retention retention;
    private final HouseholdRepository households;
    private final CurrentCaller callers;

    LegalHoldResource(Retention retention, HouseholdRepository households, CurrentCaller callers) {
        this.retention = retention;
        this.households = households;
        this.callers = callers;
    }

    /** All. */
    @GET
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(operationId = "listLegalHolds", summary = "Legal holds of the household, the newest first")
    public Page<LegalHoldView> list(@PathParam("id") UUID id) {
        households.requireByOffice(callers.get(), id);
        return new Page<>(retention.holds(id), null).map(LegalHoldView::of);
    }

    /** Sets one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "setLegalHold",
            summary = "The file is evidence: nothing of it is forgotten until it is lifted")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegalHoldView.class)))
    public Response hold(@PathParam("id") UUID id, ReasonRequest request) {
        var hold = retention.hold(callers.get(), id, request.reason());
        return Answers.created(
                "/api/v1/households/" + id + "/legal-holds/" + hold.id(), hold.version(), LegalHoldView.of(hold));
    }

    /** Lifts one. */
    @POST
    @Path("/{holdId}/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "liftLegalHold", summary = "Lifts a hold, with the reason; If-Match is the hold's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegalHoldView.class)))
    @APIResponse(responseCode = "409", description = "HOLD_LIFTED")
    public Response lift(
            @PathParam("id") UUID id,
            @PathParam("holdId") UUID holdId,
            @HeaderParam("If-Match") String ifMatch,
            ReasonRequest request) {
        var hold = retention.lift(
                callers.get(), id, holdId, version -> Answers.requireMatch(ifMatch, version), request.reason());
        return Answers.ok(hold.version(), LegalHoldView.of(hold));
    }
}
