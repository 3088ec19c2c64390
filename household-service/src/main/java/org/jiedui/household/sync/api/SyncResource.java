package org.jiedui.household.sync.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.Roles;
import org.jiedui.household.sync.Synchronisation;

/** Operations made offline. */
@Path("/api/v1/household/sync")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sync", description = "Operations made offline, sent in batches")
public class SyncResource {
    private final Synchronisation synchronisation;
    private final CurrentCaller callers;

    SyncResource(Synchronisation synchronisation, CurrentCaller callers) {
        this.synchronisation = synchronisation;
        this.callers = callers;
    }

    /** Takes a batch. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @NotIdempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "syncOffline",
            summary = "Takes at most 500 operations made offline, in their order, each with its own result",
            description =
                    "Each operation is a transaction of its own; one that is refused undoes no other. Its `id` is its"
                            + " idempotency key for 90 days: sent again, it has no further effect and gets its first result"
                            + " (`replayed`), a refusal included; who wants to try something else sends another id. A stale"
                            + " `baseVersion` gives status 412 and `conflict` with both versions. `DEPENDS_ON_REFUSED` and 5xx are"
                            + " not kept: send the same operation again. Pointers of violations are relative to `body`.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SyncView.class)))
    @APIResponse(
            responseCode = "400",
            description = "`INVALID_REQUEST`: the batch itself, such as more than 500 operations")
    public SyncView take(SyncRequest request, @Context HttpHeaders headers) {
        return new SyncView(synchronisation.take(
                callers.get(),
                request.operations().stream().map(SyncRequest.Item::toOperation).toList(),
                ProblemMappers.chinese(headers)));
    }
}
