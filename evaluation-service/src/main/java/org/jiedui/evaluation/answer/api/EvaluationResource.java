package org.jiedui.evaluation.answer.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.answer.OwnState;
import org.jiedui.evaluation.answer.Submission;

/** Where answers come in; none ever comes out (EV-04). */
@Path("/api/v1/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluations")
public class EvaluationResource {
    private final Submission submission;
    private final CurrentCaller callers;

    EvaluationResource(Submission submission, CurrentCaller callers) {
        this.submission = submission;
        this.callers = callers;
    }

    /** Takes a finished evaluation. */
    @POST
    @Idempotent
    @Operation(
            summary = "Submit the evaluation of an own task, once and for ever",
            description = "The content is sealed: nobody, the author included, can read it before the cycle is scored.")
    @APIResponseSchema(
            value = TaskView.class,
            responseCode = "201",
            responseDescription = "sealed; the answer is the task as its author sees it")
    @APIResponse(responseCode = "404", description = "no such task, or somebody else's")
    @APIResponse(responseCode = "409", description = "ALREADY_SUBMITTED, CYCLE_NOT_OPEN, DEADLINE_PASSED")
    @APIResponse(
            responseCode = "422",
            description = "ANSWER_REFUSED: SCORE_OUTSIDE_SCALE, MANDATORY_ITEM_MISSING, UNKNOWN_INDICATOR,"
                    + " DUPLICATE_INDICATOR, WITNESS_REQUIRED, WITNESS_NOT_EXPECTED")
    public Response submit(EvaluationRequest request) {
        var task = submission.submit(callers.get(), request.toCommand());
        var view = TaskView.of(task, true, OwnState.SUBMITTED, null);
        return Answers.created("/api/v1/evaluation-tasks/" + task.id(), view.version(), view);
    }
}
