package org.jiedui.pairing.pairing.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.jiedui.pairing.pairing.HelperLeave;
import org.jiedui.pairing.pairing.LeaverRun;

/** A helper goes. */
@Path("/api/v1/helpers/{id}/leave")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class HelperLeaveResource {
    /** Who leads a team instead of the helper who goes. */
    public record TeamSuccessor(
            @NotNull UUID teamId, @NotNull UUID helperId) {}

    /** How, since when, for a long leave until when (first day back again), and otherwise who leads the helper's teams. */
    public record LeaveOrder(
            @NotNull HelperLeave.Kind kind,
            @NotNull LocalDate from,
            LocalDate until,
            @Size(max = 500) String remark,
            @Size(max = 50) List<@Valid @NotNull TeamSuccessor> successors) {
        /** One successor for one team. */
        @AssertTrue(message = "DUPLICATE|每个团队只能有一名继任者|One successor for a team")
        @JsonIgnore
        public boolean isDistinct() {
            return successors == null
                    || successors.stream()
                                    .filter(Objects::nonNull)
                                    .map(TeamSuccessor::teamId)
                                    .distinct()
                                    .count()
                            == successors.stream().filter(Objects::nonNull).count();
        }

        Map<UUID, UUID> byTeam() {
            return successors == null
                    ? Map.of()
                    : successors.stream().collect(Collectors.toMap(TeamSuccessor::teamId, TeamSuccessor::helperId));
        }

        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return (from == null || (from.getYear() >= 1990 && from.getYear() <= 2100))
                    && (until == null || until.getYear() <= 2100);
        }
    }

    private final HelperLeave leave;
    private final Capacity capacity;
    private final Jobs jobs;
    private final CurrentCaller callers;
    private final TimeSource time;

    HelperLeaveResource(HelperLeave leave, Capacity capacity, Jobs jobs, CurrentCaller callers, TimeSource time) {
        this.capacity = capacity;
        this.leave = leave;
        this.jobs = jobs;
        this.callers = callers;
        this.time = time;
    }

    /** Lets the helper go. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "leaveHelper",
            summary = "A helper leaves, retires or goes on a long leave",
            description =
                    "One call settles everything: a job withdraws proposals, ends what has another primary helper, and queues the rest (`/pairing/replacements`); queued pairings rest from the first day without the helper, and the household's gap opens with its age. One result per pairing at the job's `items`. Calling it again corrects what was ordered: what is queued and not yet at rest moves with the first day, an open leave gets its `until`, and a leave whose `until` is its first day, or has come, queues nothing; `resume` is refused while the helper is away. Who goes for good is no member of any team from that day on; a team that the helper led is led by its successor, or listed at `/teams?leaderless=true`.")
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
                                            examples = {
                                                @ExampleObject(
                                                        name = "retirement",
                                                        value = "{\"kind\":\"RETIRING\",\"from\":\"2026-12-01\"}"),
                                                @ExampleObject(
                                                        name = "first secretary",
                                                        value =
                                                                "{\"kind\":\"TRANSFER\",\"from\":\"2026-12-01\",\"successors\":[{\"teamId\":\"01980000-0000-7000-8000-000000000004\",\"helperId\":\"01980000-0000-7000-8000-000000000001\"}]}"),
                                                @ExampleObject(
                                                        name = "long leave",
                                                        value =
                                                                "{\"kind\":\"LONG_LEAVE\",\"from\":\"2026-12-01\",\"until\":\"2027-06-01\"}")
                                            }))
                    LeaveOrder order,
            @Context HttpHeaders headers) {
        var caller = callers.get();
        var job = leave.leave(
                id,
                order.kind(),
                order.from(),
                order.until(),
                order.remark(),
                order.byTeam(),
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
