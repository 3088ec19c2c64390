package org.jiedui.household.registration.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.registration.HouseholdRepository;

/** Who looked at the caller's own data: for the person whose account is bound to a member. */
@Path("/api/v1/households/mine/looks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audit")
public class OwnLookResource {
    private final HouseholdRepository households;
    private final AuditTrail audit;
    private final CurrentCaller callers;
    private final ObjectMapper mapper;

    OwnLookResource(HouseholdRepository households, AuditTrail audit, CurrentCaller callers, ObjectMapper mapper) {
        this.households = households;
        this.audit = audit;
        this.callers = callers;
        this.mapper = mapper;
    }

    /** Looks. */
    @GET
    @Operation(
            operationId = "listOwnLooks",
            summary = "Who saw my file: when, what, why and with which app; newest first",
            description =
                    "For the person whose account an office bound to a present member; any role. Exports in clear included. Accounts of officers are not named. 404 when no member has the caller's account.")
    public Page<LookView> list(@BeanParam PageRequest page) {
        var household = households.ofAccount(callers.get().subject()).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return LookResource.looks(audit, mapper, household.id(), page, false);
    }
}
