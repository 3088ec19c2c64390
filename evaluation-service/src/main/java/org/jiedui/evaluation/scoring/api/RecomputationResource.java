package org.jiedui.evaluation.scoring.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.scoring.Recomputation;
import org.jiedui.evaluation.scoring.RecomputationOrder;

/** Computing whole cycles again (EV-07). */
@Path("/api/v1/evaluation-cycles/{id}/recomputations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"county-officer", "province-officer", "auditor"})
@Blocking
@Tag(name = "evaluation-cycles")
public class RecomputationResource {
    private final RecomputationOrder orders;
    private final CycleRepository cycles;
    private final Jobs jobs;
    private final TimeSource time;
    private final CurrentCaller callers;

    RecomputationResource(
            RecomputationOrder orders, CycleRepository cycles, Jobs jobs, TimeSource time, CurrentCaller callers) {
        this.orders = orders;
        this.cycles = cycles;
        this.jobs = jobs;
        this.time = time;
        this.callers = callers;
    }

    /** Orders. */
    @POST
    @Idempotent
    @Operation(
            summary = "Compute a scored cycle again from its traces, as a job",
            description =
                    "Changes nothing. The result says how many outcomes agree to the last place and step, and names"
                            + " the others.")
    @APIResponseSchema(value = JobView.class, responseCode = "202", responseDescription = "ordered")
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT: it is not scored")
    public Response order(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var caller = callers.get();
        var cycle = cycles.require(caller, id);
        if (!caller.covers(cycle.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        var job = orders.order(caller, cycle);
        return Answers.accepted("/api/v1/evaluation-cycles/" + id + "/recomputations/" + job, one(id, job, headers));
    }

    /** One order. */
    @GET
    @Path("/{jobId}")
    @Operation(summary = "State, progress and result of a recomputation")
    public JobView one(@PathParam("id") UUID id, @PathParam("jobId") UUID jobId, @Context HttpHeaders headers) {
        var caller = callers.get();
        cycles.require(caller, id);
        var job = jobs.require(jobId, Recomputation.KIND, caller.regionPrefix());
        return JobView.of(job, time.now(), ProblemMappers.chinese(headers), Map.of());
    }
}
