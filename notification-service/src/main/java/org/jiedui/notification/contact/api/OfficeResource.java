package org.jiedui.notification.contact.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.notification.contact.OfficeHolding;

/** Ends what a person who gave up an office goes on being told of it. */
@Path("/api/v1/notification/accounts/{account}/offices")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "contact-points")
public class OfficeResource {
    private final OfficeHolding holding;
    private final CurrentCaller callers;

    OfficeResource(OfficeHolding holding, CurrentCaller callers) {
        this.holding = holding;
        this.callers = callers;
    }

    /** Ends an account's offices in the caller's region. */
    @DELETE
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "End what an account's addresses hear because of its offices in the own region, at once",
            description =
                    "What waits for them because of an office is parked; messages to the person go on. A token issued"
                            + " before brings no office back, a later one does: take the role away at the identity provider first.")
    @APIResponse(responseCode = "204", description = "ended, or there was nothing to end")
    public Response end(@PathParam("account") String account) {
        holding.end(callers.get(), account);
        return Response.noContent().build();
    }
}
