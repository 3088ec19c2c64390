package org.jiedui.pairing.exchange.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;

/** Who did or looked at what in this service. */
@Path("/api/v1/pairing/audit-entries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AuditResource {
    private final AuditTrail audit;
    private final CurrentCaller callers;

    AuditResource(AuditTrail audit, CurrentCaller callers) {
        this.audit = audit;
        this.callers = callers;
    }

    /** Entries of the region. */
    @GET
    @RolesAllowed({"auditor", "province-officer"})
    @Operation(operationId = "pairingAuditEntries", summary = "Audit entries of the region, newest first")
    public Page<AuditTrail.Entry> list(@BeanParam PageRequest page, @QueryParam("resourceId") String resourceId) {
        return audit.list(callers.get(), resourceId, page);
    }
}
