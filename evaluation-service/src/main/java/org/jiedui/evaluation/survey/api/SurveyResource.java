package org.jiedui.evaluation.survey.api;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.evaluation.survey.GuessLimit;
import org.jiedui.evaluation.survey.SurveyAnswering;
import org.jiedui.evaluation.survey.SurveyToken;

/**
 * The survey without account (EV-06): two requests, no pages, no cookies. The token is its own idempotency key: a repeated
 * answer gets {@code TOKEN_USED}, so a client that lost the first answer knows that it arrived.
 */
@Path("/api/v1/survey/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "survey", description = "Evaluation by served people with a one-time token, without an account")
public class SurveyResource {
    private final SurveyAnswering answering;
    private final GuessLimit guesses;
    private final CurrentCaller callers;
    private final HttpServerRequest http;

    SurveyResource(SurveyAnswering answering, GuessLimit guesses, CurrentCaller callers, HttpServerRequest http) {
        this.answering = answering;
        this.guesses = guesses;
        this.callers = callers;
        this.http = http;
    }

    /** Questions. */
    @GET
    @PermitAll
    @Operation(
            summary = "What the token asks",
            description = "The same whether or not the token was used: its use is nobody's business.")
    @APIResponseSchema(
            value = QuestionnaireView.class,
            responseCode = "200",
            responseDescription = "questions with their scales")
    @APIResponse(responseCode = "404", description = "no such token")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_OPEN, DEADLINE_PASSED")
    @APIResponse(responseCode = "429", description = "too many unknown tokens from this address, with Retry-After")
    public Response questions(@PathParam("token") String token) {
        return guarded(
                token,
                known -> Response.ok(QuestionnaireView.of(answering.questions(known)))
                        .header("Cache-Control", "no-store")
                        .build());
    }

    /** The answer. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @NotIdempotent
    @Operation(
            summary = "Answer, once",
            description = "Anonymous: the answer has no author and no time, and nothing leads from the token to it.")
    @APIResponse(responseCode = "204", description = "sealed")
    @APIResponse(responseCode = "404", description = "no such token")
    @APIResponse(responseCode = "409", description = "TOKEN_USED, CYCLE_NOT_OPEN, DEADLINE_PASSED")
    @APIResponse(responseCode = "422", description = "ANSWER_REFUSED with the items; the token can still be used")
    @APIResponse(responseCode = "429", description = "too many unknown tokens from this address, with Retry-After")
    public Response answer(@PathParam("token") String token, SurveyAnswerRequest request) {
        return guarded(token, known -> {
            answering.answer(known, request.toItems(), request.comment(), null, null);
            return Response.noContent().build();
        });
    }

    /** The answer of somebody without a phone. */
    @POST
    @Path("/collect")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("village-clerk")
    @NotIdempotent
    @Operation(summary = "Collect the answer of somebody without a phone, as clerk of the village with a witness")
    @APIResponse(responseCode = "204", description = "sealed, without the clerk's name")
    @APIResponse(responseCode = "404", description = "no such token in the clerk's village")
    @APIResponse(responseCode = "409", description = "TOKEN_USED, CYCLE_NOT_OPEN, DEADLINE_PASSED")
    @APIResponse(responseCode = "422", description = "ANSWER_REFUSED, such as WITNESS_REQUIRED")
    public Response collect(@PathParam("token") String token, CollectedAnswerRequest request) {
        return guarded(token, known -> {
            answering.answer(known, request.toItems(), request.comment(), callers.get(), request.witness());
            return Response.noContent().build();
        });
    }

    private Response guarded(String typed, java.util.function.Function<SurveyToken, Response> work) {
        var address = address();
        guesses.requireFew(address);
        try {
            return work.apply(SurveyToken.read(typed).orElseThrow(CommonProblem.NOT_FOUND::problem));
        } catch (ProblemException refused) {
            if (refused.type() == CommonProblem.NOT_FOUND) {
                guesses.missed(address);
            }
            throw refused;
        }
    }

    /** Who asks, as the gateway says it; without a gateway, whoever is connected. */
    private String address() {
        var forwarded = http.getHeader("Forwarded");
        return forwarded == null
                ? http.remoteAddress().hostAddress()
                : forwarded.split("[;,]", 2)[0];
    }
}
