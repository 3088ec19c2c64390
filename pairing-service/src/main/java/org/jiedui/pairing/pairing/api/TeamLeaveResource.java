package org.jiedui.pairing.pairing.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.Places;
import org.jiedui.pairing.pairing.LeaverRun;
import org.jiedui.pairing.pairing.TeamLeave;

/** A team goes. */
@Path("/api/v1/teams/{id}/leave")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TeamLeaveResource {
    /** How, and the first day without the team. */
    public record TeamLeaveOrder(
            @NotNull TeamLeave.Kind kind,
            @NotNull LocalDate from,
            @Size(max = 500) String remark) {
        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return from == null || (from.getYear() >= 1990 && from.getYear() <= 2100);
        }
    }

    private final TeamLeave leave;
    private final Capacity capacity;
    private final Jobs jobs;
    private final CurrentCaller callers;
    private final TimeSource time;

    TeamLeaveResource(TeamLeave leave, Capacity capacity, Jobs jobs, CurrentCaller callers, TimeSource time) {
        this.leave = leave;
        this.capacity = capacity;
        this.jobs = jobs;
        this.callers = callers;
        this.time = time;
    }

    /** Lets the team go. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "leaveTeam",
            summary = "A team is dissolved or recalled",
            description =
                    "A job settles its pairings as those of a leaving helper: proposals are withdrawn, what has another primary helper ends, the rest is queued (`/pairing/replacements`) and rests from the first day without the team. All memberships end on that day. One result per pairing at the job's `items`.")
    @APIResponse(
            responseCode = "202",
            description = "a job does it",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response post(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "recall",
                                                            value = "{\"kind\":\"RECALLED\",\"from\":\"2026-12-01\"}")))
                    TeamLeaveOrder order,
            @Context HttpHeaders headers) {
        var caller = callers.get();
        var job = leave.leave(
                id,
                order.kind(),
                order.from(),
                order.remark(),
                caller,
                version -> Answers.requireMatch(
                        ifMatch,
                        Places.version(version, capacity.of(List.of(id)).get(id))));
        return Answers.accepted(
                "/api/v1/pairings/bulk/" + job,
                JobView.of(
                        jobs.require(job, LeaverRun.KIND, caller.regionPrefix()),
                        time.now(),
                        ProblemMappers.chinese(headers),
                        Map.of("items", "/api/v1/pairings/bulk/" + job + "/items")));
    }
}
