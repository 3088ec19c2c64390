package org.jiedui.household.village.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.village.VillageDescribing;
import org.jiedui.household.village.VillageProfile;
import org.jiedui.household.village.VillageRepository;
import org.jiedui.household.village.VillageTrait;

/** Villages: traits, collective income, infrastructure and grid cells. */
@Path("/api/v1/villages")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Villages", description = "Traits, collective income, infrastructure and grid cells of villages")
public class VillageResource {
    private final VillageRepository villages;
    private final VillageDescribing describing;
    private final HouseholdRepository households;
    private final FieldHistory history;
    private final EntityManager entities;
    private final CurrentCaller callers;

    VillageResource(
            VillageRepository villages,
            VillageDescribing describing,
            HouseholdRepository households,
            FieldHistory history,
            EntityManager entities,
            CurrentCaller callers) {
        this.villages = villages;
        this.describing = describing;
        this.households = households;
        this.history = history;
        this.entities = entities;
        this.callers = callers;
    }

    /** A cell with the number of its households. */
    @Schema(name = "GridCell")
    public record CellView(String code, String name, String keeper, long households) {}

    /** A household of a cell. */
    @Schema(name = "CellHousehold")
    public record CellHousehold(UUID id, String householdNumber) {}

    /** Described villages. */
    @GET
    @Operation(operationId = "listVillageProfiles", summary = "Villages that were described, by division and trait")
    public Page<VillageProfileView> list(
            @QueryParam("region") @Parameter(description = "division code; below it", example = "330523") String region,
            @QueryParam("trait")
                    @Parameter(description = "WEAK, DISORDERLY, POOR, INDUSTRIAL; several by comma: all of them")
                    String trait,
            @QueryParam("sort") @Parameter(description = "village") String sort,
            @BeanParam PageRequest page) {
        var caller = callers.get();
        var found = villages.list(
                        Codes.regionPattern("region", region), Codes.parameter(VillageTrait.class, "trait", trait))
                .page(entities, sort == null ? "village" : sort, page);
        var described = villages.described(
                found.items().stream().map(VillageProfile::village).toList());
        return found.map(
                profile -> VillageProfileView.of(described.get(profile.village()), caller.covers(profile.village())));
    }

    /** One village. */
    @GET
    @Path("/{code}/profile")
    @Operation(
            operationId = "getVillageProfile",
            summary = "The profile of a village; empty with ETag \"0\" when nobody described it yet")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VillageProfileView.class)))
    public Response one(
            @PathParam("code") @Parameter(example = "330523104201") String code,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        var village = describing.require(code);
        return Answers.ok(
                village.tag(),
                ifNoneMatch,
                () -> VillageProfileView.of(village, callers.get().covers(code)));
    }

    /** Describes a village. */
    @PUT
    @Path("/{code}/profile")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "putVillageProfile",
            summary = "Replaces the profile of a village; needs If-Match, \"0\" for the first one",
            description =
                    "A grid cell in which there are households cannot be left out (409 with reason `CELL_NOT_EMPTY`).")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VillageProfileView.class)))
    @APIResponse(responseCode = "403", description = "`OUTSIDE_REGION`")
    @APIResponse(responseCode = "409", description = "`STATE_CONFLICT`: a cell is not empty")
    public Response describe(
            @PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, VillageProfileRequest request) {
        var village = describing.describe(
                callers.get(), code, tag -> Answers.requireMatch(ifMatch, tag), request.toDescription());
        return Answers.ok(village.tag(), VillageProfileView.of(village, true));
    }

    /** Field-level history. */
    @GET
    @Path("/{code}/profile/history")
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(operationId = "getVillageProfileHistory", summary = "Who changed what of the profile, and when")
    public Page<FieldHistory.Entry> history(@PathParam("code") String code, @BeanParam PageRequest page) {
        callers.get().requireCovers(code);
        var village = describing.require(code);
        return village.profile() == null
                ? new Page<>(List.of(), null)
                : history.list(village.profile().id(), page);
    }

    /** Grid cells with their households. */
    @GET
    @Path("/{code}/cells")
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
    @Operation(operationId = "listGridCells", summary = "Grid cells of a village with the number of their households")
    public Page<CellView> cells(@PathParam("code") String code) {
        callers.get().requireCovers(code);
        var village = describing.require(code);
        var counts = villages.households(code);
        return new Page<>(
                village.description().cells().stream()
                        .map(cell -> new CellView(
                                cell.code(), cell.name(), cell.keeper(), counts.getOrDefault(cell.code(), 0L)))
                        .toList(),
                null);
    }

    /** Households of a cell. */
    @GET
    @Path("/{code}/cells/{cell}/households")
    @Operation(operationId = "listHouseholdsOfCell", summary = "Households of a grid cell that the caller may see")
    public Page<CellHousehold> householdsOf(
            @PathParam("code") String code, @PathParam("cell") String cell, @BeanParam PageRequest page) {
        describing.require(code);
        var caller = callers.get();
        return new KeysetQuery<>("cell-households", Household.class, Household::id)
                .where(HouseholdRepository.visible(caller, "e"), households.visibility(caller))
                .where(VillageDescribing.inCell(), VillageDescribing.inCell(code, cell))
                .page(entities, null, page)
                .map(household -> new CellHousehold(household.id(), household.householdNumber()));
    }

    /** Puts households into a cell. */
    @POST
    @Path("/{code}/cells/{cell}/households")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "assignHouseholdsToCell",
            summary = "Puts households into a grid cell and takes others out; all or none",
            description = "A household is in one cell at most: it leaves the one before.")
    @APIResponse(responseCode = "204", description = "done")
    @APIResponse(responseCode = "404", description = "a household is not in this village, or not visible")
    @APIResponse(responseCode = "422", description = "`UNKNOWN_CELL`")
    public Response assign(
            @PathParam("code") String code, @PathParam("cell") String cell, CellHouseholdsRequest request) {
        describing.assign(
                callers.get(),
                code,
                cell,
                request.add() == null ? List.of() : request.add(),
                request.remove() == null ? List.of() : request.remove());
        return Response.noContent().build();
    }
}
