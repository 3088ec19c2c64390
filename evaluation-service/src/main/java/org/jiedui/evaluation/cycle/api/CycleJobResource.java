package org.jiedui.evaluation.cycle.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.cycle.CycleJob;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleWorks;

/** Opening, scoring and publishing of large cycles, as their offices see it (EV-02). */
@Path("/api/v1/evaluation-cycles/{id}/jobs/{jobId}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluation-cycles")
public class CycleJobResource {
    private final CycleRepository cycles;
    private final CycleWorks works;
    private final Jobs jobs;
    private final TimeSource time;
    private final CurrentCaller callers;

    CycleJobResource(CycleRepository cycles, CycleWorks works, Jobs jobs, TimeSource time, CurrentCaller callers) {
        this.cycles = cycles;
        this.works = works;
        this.jobs = jobs;
        this.time = time;
        this.callers = callers;
    }

    /** One job. */
    @GET
    @Operation(
            operationId = "getCycleJob",
            summary = "State and progress of the job that opens, scores or publishes a cycle",
            description =
                    "Counts helpers while opening, subjects otherwise. When it FAILED, the same decision again goes"
                            + " on. Server-sent events for Accept: text/event-stream.")
    public JobView one(@PathParam("id") UUID id, @PathParam("jobId") UUID jobId, @Context HttpHeaders headers) {
        return view(require(id, jobId), id, ProblemMappers.chinese(headers));
    }

    /** Progress as server-sent events. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<JobView> progress(
            @PathParam("id") UUID id, @PathParam("jobId") UUID jobId, @Context HttpHeaders headers) {
        require(id, jobId);
        var chinese = ProblemMappers.chinese(headers);
        return jobs.progress(jobId, callers.get().regionPrefix(), job -> view(job, id, chinese));
    }

    private Job require(UUID id, UUID jobId) {
        var caller = callers.get();
        cycles.require(caller, id);
        var job = jobs.require(jobId, CycleJob.KIND, caller.regionPrefix());
        if (!works.order(job).cycle().equals(id)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return job;
    }

    private JobView view(Job job, UUID cycle, boolean chinese) {
        return JobView.of(job, time.now(), chinese, Map.of("cycle", "/api/v1/evaluation-cycles/" + cycle));
    }
}
