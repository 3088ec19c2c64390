package org.jiedui.household.registration.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.Anonymisation;
import org.jiedui.household.registration.Retention;

/** Orders to anonymise. */
@Path("/api/v1/households/anonymisations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Retention")
public class AnonymisationResource {
    private final Retention retention;
    private final Jobs jobs;
    private final TimeSource time;
    private final CurrentCaller callers;

    AnonymisationResource(Retention retention, Jobs jobs, TimeSource time, CurrentCaller callers) {
        this.retention = retention;
        this.jobs = jobs;
        this.time = time;
        this.callers = callers;
    }

    /** Orders. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "orderAnonymisation",
            summary = "Anonymises households as a job",
            description =
                    "Names, identity numbers, phones, accounts, hashes, addresses, health and free text go, also from the history; figures and codes stay. Cannot be undone.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "409", description = "UNDER_LEGAL_HOLD, CASE_STILL_OPEN: with the households")
    public Response order(AnonymiseRequest request, @Context HttpHeaders headers) {
        var id = retention.order(callers.get(), request.households(), request.reason());
        return Answers.accepted("/api/v1/households/anonymisations/" + id, one(id, headers));
    }

    /** One order. */
    @GET
    @Path("/{jobId}")
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(
            operationId = "getAnonymisation",
            summary = "State and progress; the result counts households and members")
    public JobView one(@PathParam("jobId") UUID id, @Context HttpHeaders headers) {
        var job = jobs.require(id, Anonymisation.KIND, callers.get().regionPrefix());
        return JobView.of(job, time.now(), ProblemMappers.chinese(headers), Map.of());
    }
}
