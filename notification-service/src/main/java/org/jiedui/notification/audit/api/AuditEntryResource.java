package org.jiedui.notification.audit.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;

/** Who did what in this service, in the caller's region. */
@Path("/api/v1/notification/audit-entries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "audit")
public class AuditEntryResource {
    private final AuditTrail audit;
    private final CurrentCaller callers;

    AuditEntryResource(AuditTrail audit, CurrentCaller callers) {
        this.audit = audit;
        this.callers = callers;
    }

    /** Entries, newest first. */
    @GET
    @RolesAllowed({"auditor", "province-officer", "county-officer"})
    @Operation(summary = "List audit entries of the own region")
    public Page<AuditTrail.Entry> list(@QueryParam("resourceId") String resourceId, @BeanParam PageRequest page) {
        return audit.list(callers.get(), resourceId, page);
    }
}
