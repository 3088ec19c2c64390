package org.jiedui.household.registration.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;

/** Who looked at a household's personal data. */
@Path("/api/v1/households/{id}/looks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audit")
public class LookResource {
    private final HouseholdRepository households;
    private final AuditTrail audit;
    private final CurrentCaller callers;
    private final ObjectMapper mapper;

    LookResource(HouseholdRepository households, AuditTrail audit, CurrentCaller callers, ObjectMapper mapper) {
        this.households = households;
        this.audit = audit;
        this.callers = callers;
        this.mapper = mapper;
    }

    /** Looks. */
    @GET
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(
            operationId = "listLooks",
            summary = "Who saw this household's personal data in clear, when, what and why; newest first",
            description =
                    "Exports in clear included. For offices of the region; the person concerned asks `/households/mine/looks`.")
    public Page<LookView> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        households.requireByOffice(callers.get(), id);
        return looks(audit, mapper, id, page, true);
    }

    static Page<LookView> looks(AuditTrail audit, ObjectMapper mapper, UUID id, PageRequest page, boolean actors) {
        return audit.list("PERSONAL_DATA_REVEALED", id, page).map(entry -> {
            try {
                var details = mapper.readTree(entry.details() == null ? "{}" : entry.details());
                var fields = new java.util.ArrayList<String>();
                details.path("fields").forEach(f -> fields.add(f.asText()));
                return new LookView(
                        entry.id(),
                        entry.at(),
                        actors ? entry.actor() : null,
                        entry.client(),
                        fields.stream().sorted().toList(),
                        details.path("purpose").asText(null));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
