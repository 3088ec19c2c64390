package org.jiedui.household.risk.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.RiskAssessmentOrder;
import org.jiedui.household.Roles;
import org.jiedui.household.risk.RiskAssessments;

/** Assessments of all households below a region. */
@Path("/api/v1/risk-assessments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Risk assessments",
        description =
                "The rules are asked about a household at every change; about all of them every night, by order, and when a line, a rule set or a disaster changes")
public class RiskAssessmentResource {
    private final RiskAssessments assessments;
    private final Jobs jobs;
    private final TimeSource time;
    private final CurrentCaller callers;

    RiskAssessmentResource(RiskAssessments assessments, Jobs jobs, TimeSource time, CurrentCaller callers) {
        this.assessments = assessments;
        this.jobs = jobs;
        this.time = time;
        this.callers = callers;
    }

    /** Which households. */
    @Schema(name = "OrderRiskAssessment", examples = "{\"region\":\"330523\"}")
    public record Order(
            @NotNull
            @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
            String region) {}

    /** Orders an assessment. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "orderRiskAssessment",
            summary = "Asks the rules about all households below a region, as a job",
            description =
                    "Only changes are written. The job's result counts households, alerts raised, changed and cleared, and steps of the procedure announced as overdue.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response order(Order order, @Context HttpHeaders headers) {
        var id = assessments.order(callers.get(), order.region());
        return Answers.accepted(RiskAssessmentOrder.address(id), view(require(id), headers));
    }

    /** One assessment. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getRiskAssessment", summary = "State, progress and result of an assessment")
    public JobView one(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return view(require(id), headers);
    }

    /** Progress as server-sent events. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<JobView> progress(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        require(id);
        var chinese = ProblemMappers.chinese(headers);
        return jobs.progress(id, callers.get().regionPrefix(), job -> JobView.of(job, time.now(), chinese, Map.of()));
    }

    private Job require(UUID id) {
        return jobs.require(id, RiskAssessmentOrder.KIND, callers.get().regionPrefix());
    }

    private JobView view(Job job, HttpHeaders headers) {
        return JobView.of(job, time.now(), ProblemMappers.chinese(headers), Map.of());
    }
}
