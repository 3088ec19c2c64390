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
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.DuplicateMerging;
import org.jiedui.household.registration.DuplicateSearch;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.HouseholdSnapshot;

/** Duplicates of one household. */
@Path("/api/v1/households/{id}/duplicates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Duplicates")
public class HouseholdDuplicateResource {
    private final DuplicateSearch duplicates;
    private final DuplicateMerging merging;
    private final HouseholdRepository households;
    private final FieldHistory history;
    private final CurrentCaller callers;

    HouseholdDuplicateResource(
            DuplicateSearch duplicates,
            DuplicateMerging merging,
            HouseholdRepository households,
            FieldHistory history,
            CurrentCaller callers) {
        this.duplicates = duplicates;
        this.merging = merging;
        this.households = households;
        this.history = history;
        this.callers = callers;
    }

    /** Suspects. */
    @GET
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(operationId = "listDuplicatesOfHousehold", summary = "Households that may be this one, at most 50")
    public Page<DuplicatePairView> list(@PathParam("id") UUID id) {
        var caller = callers.get();
        var own = HouseholdSummary.of(households.require(caller, id));
        var pairs = duplicates.of(caller, id);
        var others = pairs.stream()
                .map(p -> p.first().equals(id) ? p.second() : p.first())
                .distinct()
                .toList();
        var found = households.visible(caller, others).stream()
                .collect(java.util.stream.Collectors.toMap(h -> h.id(), HouseholdSummary::of));
        return new Page<>(pairs, null)
                .map(p -> new DuplicatePairView(
                        own, found.get(p.first().equals(id) ? p.second() : p.first()), p.grounds()));
    }

    /** Side by side. */
    @GET
    @Path("/{otherId}")
    @Operation(operationId = "compareHouseholds", summary = "Two households side by side, with what differs")
    public ComparisonView compare(@PathParam("id") UUID id, @PathParam("otherId") UUID otherId) {
        var caller = callers.get();
        var first = households.require(caller, id);
        var second = households.require(caller, otherId);
        var grounds = duplicates.of(caller, id).stream()
                .filter(p -> p.first().equals(otherId) || p.second().equals(otherId))
                .flatMap(p -> p.grounds().stream())
                .toList();
        var differences = history.differences(HouseholdSnapshot.of(first), HouseholdSnapshot.of(second)).stream()
                .map(FieldHistory.Change::field)
                .filter(field -> !field.startsWith("members"))
                .toList();
        return new ComparisonView(HouseholdView.of(first), HouseholdView.of(second), grounds, differences);
    }

    /** Merges. */
    @POST
    @Path("/{otherId}/merge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "mergeDuplicate",
            summary = "Merges the other file into this household's",
            description =
                    "This household survives, the other is closed and stays readable. `take` says what is taken from the other, `members` who comes over. If-Match is the survivor's; 412 when the other is no longer the version that the caller saw. Can be undone.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MergeView.class)))
    @APIResponse(responseCode = "409", description = "HOUSEHOLD_CLOSED, CASE_STILL_OPEN")
    public Response merge(
            @PathParam("id") UUID id,
            @PathParam("otherId") UUID otherId,
            @HeaderParam("If-Match") String ifMatch,
            MergeDuplicateRequest request) {
        var merged = merging.merge(
                callers.get(), request.toCommand(id, otherId), version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(merged.household().version(), MergeView.of(merged.merge(), merged.household()));
    }
}
