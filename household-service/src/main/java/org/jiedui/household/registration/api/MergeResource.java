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
import org.jiedui.household.registration.DuplicateMerging;
import org.jiedui.household.registration.HouseholdRepository;

/** Merges of duplicates, and their undoing. */
@Path("/api/v1/households/{id}/merges")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Duplicates")
public class MergeResource {
    private final DuplicateMerging merging;
    private final HouseholdRepository households;
    private final CurrentCaller callers;

    MergeResource(DuplicateMerging merging, HouseholdRepository households, CurrentCaller callers) {
        this.merging = merging;
        this.households = households;
        this.callers = callers;
    }

    /** Merges of the household. */
    @GET
    @Operation(operationId = "listMerges", summary = "Merges of duplicates in which the household survived or went")
    public Page<MergeView> list(@PathParam("id") UUID id) {
        households.require(callers.get(), id);
        return new Page<>(merging.of(id), null).map(m -> MergeView.of(m, null));
    }

    /** Undoes one. */
    @POST
    @Path("/{mergeId}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "undoMerge",
            summary = "Undoes a merge: both files are exactly as before",
            description = "If-Match is the surviving household's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MergeView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "MERGE_NOT_UNDOABLE with the later changes, persons who live elsewhere, or what was anonymised")
    public Response undo(
            @PathParam("id") UUID id,
            @PathParam("mergeId") UUID mergeId,
            @HeaderParam("If-Match") String ifMatch,
            ReasonRequest request) {
        var undone = merging.undo(
                callers.get(), id, mergeId, version -> Answers.requireMatch(ifMatch, version), request.reason());
        return Answers.ok(undone.household().version(), MergeView.of(undone.merge(), undone.household()));
    }
}
