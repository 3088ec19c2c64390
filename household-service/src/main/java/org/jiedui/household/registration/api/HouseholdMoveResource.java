package org.jiedui.household.registration.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdMoving;

/** Households of split villages. */
@Path("/api/v1/regions/changes/{id}/households")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Regions", description = "Administrative divisions: a code's prefixes are its ancestors")
public class HouseholdMoveResource {
    private final HouseholdMoving moving;
    private final CurrentCaller callers;

    HouseholdMoveResource(HouseholdMoving moving, CurrentCaller callers) {
        this.moving = moving;
        this.callers = callers;
    }

    /** Moves households of a split village. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.PLATFORM})
    @Operation(
            operationId = "assignHouseholdsOfSplitVillage",
            summary = "Says to which successor households of a split village belong; moves at most 1 000 at once",
            description = "All or none. Merged and recoded villages need no such call: a job moves their households.")
    @APIResponse(
            responseCode = "200",
            description = "how many were moved",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Integer.class)))
    @APIResponse(responseCode = "404", description = "no such change, or a household that the caller does not see")
    @APIResponse(responseCode = "422", description = "`REGION_CHANGE_REFUSED` with reasons")
    public Response assign(@PathParam("id") UUID id, AssignHouseholdsRequest request) {
        return Response.ok(Map.of("moved", moving.assign(callers.get(), id, request.into(), request.householdIds())))
                .build();
    }
}
