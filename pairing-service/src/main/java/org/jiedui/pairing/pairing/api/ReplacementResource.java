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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.pairing.PairingReason;
import org.jiedui.pairing.pairing.QueuedReplacement;
import org.jiedui.pairing.pairing.ReplacementQueue;

/** Pairings for which another helper is to be found. */
@Path("/api/v1/pairing/replacements")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
public class ReplacementResource {
    /** A queued pairing; {@code since} is the first day without the helper, {@code overdue} that {@code due} is over. */
    public record ReplacementView(
            UUID pairingId,
            UUID helperId,
            String region,
            PairingReason reason,
            LocalDate since,
            LocalDate due,
            boolean overdue) {
        static ReplacementView of(QueuedReplacement queued, LocalDate today) {
            return new ReplacementView(
                    queued.pairingId(),
                    queued.helperId(),
                    queued.region(),
                    queued.reason(),
                    queued.since(),
                    queued.due(),
                    queued.due().isBefore(today));
        }
    }

    private final ReplacementQueue queue;
    private final CurrentCaller callers;
    private final EntityManager entities;
    private final TimeSource time;

    ReplacementResource(ReplacementQueue queue, CurrentCaller callers, EntityManager entities, TimeSource time) {
        this.queue = queue;
        this.callers = callers;
        this.entities = entities;
        this.time = time;
    }

    /** The queue. */
    @GET
    @Operation(
            operationId = "listReplacements",
            summary = "Pairings of the region for which another helper is to be found",
            description =
                    "Candidates for each: `/pairings/candidates?household=…`; settled by `replace-helper`; one that stands in for another (`coversId`) by `cover` or `replace-helper` of that.")
    public Page<ReplacementView> list(
            @BeanParam PageRequest page,
            @QueryParam("region") String region,
            @QueryParam("helper") UUID helper,
            @QueryParam("dueTo") String dueTo,
            @QueryParam("sort") String sort) {
        var today = time.today();
        return filtered(region, helper, dueTo)
                .sortableBy("since", QueuedReplacement::since, LocalDate::parse)
                .sortableBy("due", QueuedReplacement::due, LocalDate::parse)
                .page(entities, sort, page)
                .map(queued -> ReplacementView.of(queued, today));
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(operationId = "countReplacements", summary = "How many queued pairings the same filters find")
    public Map<String, Long> count(
            @QueryParam("region") String region, @QueryParam("helper") UUID helper, @QueryParam("dueTo") String dueTo) {
        return Map.of("count", filtered(region, helper, dueTo).count(entities));
    }

    private KeysetQuery<QueuedReplacement> filtered(String region, UUID helper, String dueTo) {
        return queue.visible(callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .whereIf("e.helperId = :helper", "helper", helper)
                .whereIf("e.due <= :dueTo", "dueTo", Days.parse("dueTo", dueTo));
    }
}
