package org.jiedui.evaluation.scoring.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleView;
import org.jiedui.evaluation.cycle.api.CycleAnswers;
import org.jiedui.evaluation.scoring.CycleScoring;
import org.jiedui.evaluation.scoring.Publication;

/** The decisions about a cycle that touch results (EV-02, EV-07). */
@Path("/api/v1/evaluation-cycles/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluation-cycles")
public class CycleScoringResource {
    private final CycleRepository cycles;
    private final CycleScoring scoring;
    private final Publication publication;
    private final CurrentCaller callers;

    CycleScoringResource(CycleRepository cycles, CycleScoring scoring, Publication publication, CurrentCaller callers) {
        this.cycles = cycles;
        this.scoring = scoring;
        this.publication = publication;
        this.callers = callers;
    }

    /** Scores. */
    @POST
    @Path("/score")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Reveal the answers of a closed cycle and score them")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "scored")
    @APIResponse(
            responseCode = "202",
            description = "SCORING: over 500 subjects; a job, its address is in Location",
            content = @Content(schema = @Schema(implementation = CycleView.class)))
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states")
    public Response score(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        var cycle = scoring.score(callers.get(), matching(id, ifMatch));
        return CycleAnswers.of(cycle);
    }

    /** Publishes. */
    @POST
    @Path("/publish")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Publish the results once their publicity is over")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "published")
    @APIResponse(
            responseCode = "202",
            description = "PUBLISHING: over 500 results; a job, its address is in Location",
            content = @Content(schema = @Schema(implementation = CycleView.class)))
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states, PUBLICITY_RUNNING")
    public Response publish(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        var cycle = publication.publish(callers.get(), matching(id, ifMatch));
        return CycleAnswers.of(cycle);
    }

    private Cycle matching(UUID id, String ifMatch) {
        var caller = callers.get();
        var cycle = cycles.require(caller, id);
        if (!caller.covers(cycle.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        Answers.requireMatch(ifMatch, cycle.version());
        return cycle;
    }
}
