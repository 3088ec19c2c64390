package org.jiedui.evaluation.exchange.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.feed.ChangeFeed;
import org.jiedui.chassis.feed.ChangePage;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleView;
import org.jiedui.evaluation.scoring.ResultRepository;
import org.jiedui.evaluation.scoring.ResultView;

/** What changed, and who did what. Neither knows anything about answers before the reveal. */
@Path("/api/v1/evaluation")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluation")
public class EvaluationExchangeResource {
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final CycleRepository cycles;
    private final ResultRepository results;
    private final CurrentCaller callers;

    EvaluationExchangeResource(
            ChangeFeed feed,
            AuditTrail audit,
            CycleRepository cycles,
            ResultRepository results,
            CurrentCaller callers) {
        this.feed = feed;
        this.audit = audit;
        this.cycles = cycles;
        this.results = results;
        this.callers = callers;
    }

    /** The feed. */
    @GET
    @Path("/changes")
    @RolesAllowed({"province-officer", "county-officer", "township-officer", "village-clerk", "platform", "auditor"})
    @Operation(summary = "Changes of cycles and published results of the caller's region, in commit order")
    public ChangePage changes(@QueryParam("since") String since, @QueryParam("limit") @DefaultValue("1000") int limit) {
        var caller = callers.get();
        Function<Collection<UUID>, Map<UUID, Object>> readCycles = ids -> {
            var views = new HashMap<UUID, Object>();
            cycles.visible(caller, ids).forEach((id, cycle) -> views.put(id, CycleView.of(cycle)));
            return views;
        };
        Function<Collection<UUID>, Map<UUID, Object>> readResults = ids -> {
            var views = new HashMap<UUID, Object>();
            results.published(caller, ids).forEach((id, result) -> views.put(id, ResultView.of(result)));
            return views;
        };
        return feed.read(
                since,
                limit,
                caller.regionPrefix(),
                Map.of("evaluation-cycles", readCycles, "evaluation-results", readResults));
    }

    /** Deeds. */
    @GET
    @Path("/audit-entries")
    @RolesAllowed({"auditor", "province-officer"})
    @Operation(
            summary = "Decisions in the caller's region, newest first",
            description =
                    "Answering leaves no entry: who answered when stays inside the seal until the reveal, which is"
                            + " one entry with the number of answers.")
    public Page<AuditTrail.Entry> auditEntries(
            @QueryParam("resourceId") String resourceId, @BeanParam PageRequest page) {
        return audit.list(callers.get(), resourceId, page);
    }
}
