package org.jiedui.pairing.pairing.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.pairing.Misfits;
import org.jiedui.pairing.programme.ProgrammeRepository;

/** What a change of a programme's rules leaves behind. */
@Path("/api/v1/pairing/programmes/{code}/misfits")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"township-officer", "county-officer", "province-officer", "platform", "auditor"})
public class MisfitResource {
    private final ProgrammeRepository programmes;
    private final Misfits misfits;
    private final CurrentCaller callers;
    private final EntityManager entities;
    private final TimeSource time;

    MisfitResource(
            ProgrammeRepository programmes,
            Misfits misfits,
            CurrentCaller callers,
            EntityManager entities,
            TimeSource time) {
        this.programmes = programmes;
        this.misfits = misfits;
        this.callers = callers;
        this.entities = entities;
        this.time = time;
    }

    /** Lists. */
    @GET
    @Operation(
            operationId = "listMisfits",
            summary = "Live pairings that no longer fit the programme's rules of a day",
            description = "They stay as they are: a change of rules never rewrites the past.")
    public Page<PairingView> list(
            @PathParam("code") String code,
            @QueryParam("on") String on,
            @QueryParam("region") String region,
            @BeanParam PageRequest page) {
        var day = Days.orToday("on", on, time);
        var programme = programmes.inForce(code, day).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return misfits.under(code, programme.rules(), day, callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .page(entities, null, page)
                .map(PairingView::of);
    }
}
