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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.pairing.Gap;
import org.jiedui.pairing.pairing.GapRepository;

/** Households in care without an active primary helper. */
@Path("/api/v1/pairing/gaps")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
public class GapResource {
    /** An open gap; {@code ageDays} are whole days, {@code exceptionReason} is why it was allowed to open. */
    public record GapView(
            UUID id, UUID householdId, String region, Instant since, long ageDays, String exceptionReason) {
        static GapView of(Gap gap, Instant now) {
            return new GapView(
                    gap.id(),
                    gap.householdId(),
                    gap.region(),
                    gap.since(),
                    Duration.between(gap.since(), now).toDays(),
                    gap.exceptionReason());
        }
    }

    private final GapRepository gaps;
    private final CurrentCaller callers;
    private final EntityManager entities;
    private final TimeSource time;

    GapResource(GapRepository gaps, CurrentCaller callers, EntityManager entities, TimeSource time) {
        this.gaps = gaps;
        this.callers = callers;
        this.entities = entities;
        this.time = time;
    }

    /** Open gaps. */
    @GET
    @Operation(summary = "Open gaps of the region with their age; sort by since for the oldest first")
    public Page<GapView> list(
            @BeanParam PageRequest page,
            @QueryParam("region") String region,
            @QueryParam("household") UUID household,
            @QueryParam("sort") String sort) {
        var now = time.now();
        return filtered(region, household)
                .sortableBy("since", Gap::since, Instant::parse)
                .page(entities, sort, page)
                .map(gap -> GapView.of(gap, now));
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many open gaps the same filters find")
    public Map<String, Long> count(@QueryParam("region") String region, @QueryParam("household") UUID household) {
        return Map.of("count", filtered(region, household).count(entities));
    }

    private KeysetQuery<Gap> filtered(String region, UUID household) {
        return gaps.openIn(callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .whereIf("e.householdId = :household", "household", household);
    }
}
