package org.jiedui.pairing.pairing.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.pairing.ChangeRequest;
import org.jiedui.pairing.pairing.ChangeRequestRepository;

/** Change requests of a region, for the offices that decide. */
@Path("/api/v1/pairing/change-requests")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
public class OpenChangesResource {
    private final ChangeRequestRepository requests;
    private final CurrentCaller callers;
    private final EntityManager entities;
    private final TimeSource time;

    OpenChangesResource(
            ChangeRequestRepository requests, CurrentCaller callers, EntityManager entities, TimeSource time) {
        this.requests = requests;
        this.callers = callers;
        this.entities = entities;
        this.time = time;
    }

    /** Requests of the region. */
    @GET
    @Operation(
            operationId = "listChangeRequests",
            summary = "Change requests of the region; sort by due for the most urgent first")
    public Page<ChangeRequestView> list(
            @BeanParam PageRequest page,
            @QueryParam("region") String region,
            @QueryParam("state") String state,
            @QueryParam("dueTo") String dueTo,
            @QueryParam("sort") String sort) {
        var today = time.today();
        return requests.visible(callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .whereIf("e.state in :state", "state", Codes.of("state", state, ChangeRequest.State.class))
                .whereIf("e.due <= :dueTo", "dueTo", Days.parse("dueTo", dueTo))
                .sortableBy("due", ChangeRequest::due, LocalDate::parse)
                .page(entities, sort, page)
                .map(each -> ChangeRequestView.of(each, today));
    }
}
