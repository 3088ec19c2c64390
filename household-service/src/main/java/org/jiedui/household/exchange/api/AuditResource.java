package org.jiedui.household.exchange.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.Roles;

/** Decisions and looks at personal data. */
@Path("/api/v1/household/audit-entries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audit", description = "Who decided what, and who looked at whose personal data and why")
public class AuditResource {
    private final AuditTrail audit;
    private final CurrentCaller callers;

    AuditResource(AuditTrail audit, CurrentCaller callers) {
        this.audit = audit;
        this.callers = callers;
    }

    /** Entries of the caller's region. */
    @GET
    @RolesAllowed({Roles.AUDITOR, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "listHouseholdAuditEntries",
            summary = "Audit entries of the caller's region, newest first")
    public Page<AuditTrail.Entry> list(
            @QueryParam("resourceId") @Parameter(description = "of one resource") String resourceId,
            @BeanParam PageRequest page) {
        return audit.list(callers.get(), resourceId, page);
    }
}
