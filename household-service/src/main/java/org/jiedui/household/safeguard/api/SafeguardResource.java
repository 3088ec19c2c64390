package org.jiedui.household.safeguard.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
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
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.api.HouseholdView;
import org.jiedui.household.safeguard.SafeguardChecks;

/** Safeguards of a household. */
@Path("/api/v1/households/{id}/safeguards")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Safeguards",
        description = "Food, clothing, education, medical care, housing, water: since when, and what was before")
public class SafeguardResource {
    private final SafeguardChecks checks;
    private final HouseholdRepository households;
    private final TimeSource time;
    private final CurrentCaller callers;

    SafeguardResource(SafeguardChecks checks, HouseholdRepository households, TimeSource time, CurrentCaller callers) {
        this.checks = checks;
        this.households = households;
        this.time = time;
        this.callers = callers;
    }

    /** The flags with their days and their history. */
    @GET
    @Operation(operationId = "getSafeguards", summary = "Each safeguard with the day since when, and all its changes")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SafeguardsView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var household = households.require(callers.get(), id);
        return Answers.ok(
                household.version(), ifNoneMatch, () -> SafeguardsView.of(household, checks.history(id), time.zone()));
    }

    /** Replaces the safeguards. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "putSafeguards",
            summary = "Replaces the state of the safeguards; If-Match is the household's",
            description = "`since` gives single flags the day from which their new state holds, default `checkedOn`.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response put(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, CheckRequest request) {
        request.requirePast(time.today());
        var household = checks.check(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.toSafeguards(),
                request.days(),
                request.reason());
        return Answers.ok(household.version(), HouseholdView.of(household));
    }
}
