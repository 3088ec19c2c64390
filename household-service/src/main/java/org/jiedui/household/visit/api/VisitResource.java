package org.jiedui.household.visit.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.visit.VisitRecording;
import org.jiedui.household.visit.VisitRepository;

/** Visits of a household. */
@Path("/api/v1/households/{id}/visits")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Visits", description = "Contacts with households; problems found become requests")
public class VisitResource {
    private final VisitRepository visits;
    private final VisitRecording recording;
    private final HouseholdRepository households;
    private final EntityManager entities;
    private final CurrentCaller callers;

    VisitResource(
            VisitRepository visits,
            VisitRecording recording,
            HouseholdRepository households,
            EntityManager entities,
            CurrentCaller callers) {
        this.visits = visits;
        this.recording = recording;
        this.households = households;
        this.entities = entities;
        this.callers = callers;
    }

    /** Notes a visit. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "recordVisit", summary = "Notes a visit, by offices and by the household's helpers")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VisitView.class)))
    public Response record(@PathParam("id") UUID id, RecordVisitRequest request) {
        var recorded = recording.record(callers.get(), request.toCommand(id));
        return Answers.created(
                "/api/v1/households/" + id + "/visits/" + recorded.visit().id(), 0, VisitView.of(recorded));
    }

    /** Visits of the household. */
    @GET
    @Operation(operationId = "listVisits", summary = "Visits of the household")
    public Page<VisitView> list(
            @PathParam("id") UUID id,
            @QueryParam("sort") @Parameter(description = "day; `-day`: latest first") String sort,
            @BeanParam PageRequest page) {
        households.require(callers.get(), id);
        return visits.ofHousehold(id).page(entities, sort, page).map(VisitView::of);
    }

    /** One visit. */
    @GET
    @Path("/{visitId}")
    @Operation(operationId = "getVisit", summary = "One visit of the household")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitView.class)))
    public VisitView one(@PathParam("id") UUID id, @PathParam("visitId") UUID visitId) {
        households.require(callers.get(), id);
        return VisitView.of(visits.ofHousehold(id, visitId));
    }
}
