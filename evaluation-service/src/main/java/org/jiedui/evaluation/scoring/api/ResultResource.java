package org.jiedui.evaluation.scoring.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.scoring.Band;
import org.jiedui.evaluation.scoring.DisclosurePolicy;
import org.jiedui.evaluation.scoring.Result;
import org.jiedui.evaluation.scoring.ResultCorrection;
import org.jiedui.evaluation.scoring.ResultRepository;
import org.jiedui.evaluation.scoring.ResultView;
import org.jiedui.evaluation.scoring.YearPolicy;
import org.jiedui.evaluation.scoring.YearResults;

/** Results and their traces (EV-05, EV-07). */
@Path("/api/v1/evaluation-results")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluation-results")
public class ResultResource {
    private final ResultRepository results;
    private final ResultCorrection correction;
    private final YearResults years;
    private final CurrentCaller callers;
    private final EntityManager entities;

    ResultResource(
            ResultRepository results,
            ResultCorrection correction,
            YearResults years,
            CurrentCaller callers,
            EntityManager entities) {
        this.results = results;
        this.correction = correction;
        this.years = years;
        this.callers = callers;
        this.entities = entities;
    }

    /** Results. */
    @GET
    @Operation(
            summary = "Results",
            description = "Officers and auditors see those of their region from the scoring on, other offices and the"
                    + " subject from the publication on.")
    public Page<ResultView> list(
            @QueryParam("cycle") UUID cycle,
            @QueryParam("subject") UUID subject,
            @QueryParam("band") Band band,
            @QueryParam("region") String region,
            @BeanParam PageRequest page) {
        return query(callers.get(), cycle, subject, band, region)
                .page(entities, null, page)
                .map(ResultView::of);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many results")
    public Map<String, Long> count(
            @QueryParam("cycle") UUID cycle,
            @QueryParam("subject") UUID subject,
            @QueryParam("band") Band band,
            @QueryParam("region") String region) {
        return Map.of(
                "count", query(callers.get(), cycle, subject, band, region).count(entities));
    }

    private static KeysetQuery<Result> query(Caller caller, UUID cycle, UUID subject, Band band, String region) {
        return new KeysetQuery<>("evaluation-results", Result.class, Result::id)
                .where(ResultRepository.VISIBLE, ResultRepository.visibleTo(caller))
                .whereIf("e.cycleId = :cycle", "cycle", cycle)
                .whereIf("e.subjectId = :about", "about", subject)
                .whereIf("e.band = :band", "band", band)
                .whereIf("e.region like concat(:filter, '%')", "filter", region);
    }

    /** One result. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One result")
    @APIResponseSchema(value = ResultView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var result = results.require(callers.get(), id);
        return Answers.ok(result.version(), ifNoneMatch, () -> ResultView.of(result));
    }

    /** How it came about. */
    @GET
    @Path("/{id}/trace")
    @Operation(
            summary = "Inputs, weights and steps of a result",
            description = "Single answers of served people are never shown; their aggregate from k answers up. Below k"
                    + " the scores of the other paths are withheld too, since the difference would give it away.")
    public TraceView trace(@PathParam("id") UUID id) {
        var result = results.require(callers.get(), id);
        return TraceView.of(results.trace(result.id()), anonymous());
    }

    /** The year. */
    @GET
    @Path("/{id}/year")
    @Operation(
            summary = "The year to which a result belongs: half-year and year-end part with their weights",
            description = "From the results that the caller sees. Withheld as soon as one part is.")
    @APIResponse(responseCode = "200", description = "the year")
    @APIResponse(responseCode = "404", description = "no such result, or its period belongs to more than one year")
    public YearView year(@PathParam("id") UUID id) {
        var caller = callers.get();
        var year = years.of(caller, results.require(caller, id));
        if (year == null) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return new YearView(YearPolicy.VERSION, year.parts(), year.score(), year.band(), year.withheld());
    }

    /** What was said. */
    @GET
    @Path("/{id}/comments")
    @Operation(
            summary = "Comments of the answers behind a result, by path",
            description = "Without author, time and task, in the order of their words. Those of served people from k"
                    + " answers up.")
    public Map<String, Map<String, List<String>>> comments(@PathParam("id") UUID id) {
        var result = results.require(callers.get(), id);
        var trace = results.trace(result.id());
        return Map.of(
                "paths",
                DisclosurePolicy.comments(
                        results.comments(result.id()), trace.outcome(), anonymous(), trace.anonymityK()));
    }

    private static Set<String> anonymous() {
        return Arrays.stream(EvaluationPath.values())
                .filter(EvaluationPath::anonymous)
                .map(Enum::name)
                .collect(Collectors.toSet());
    }

    /** Versions. */
    @GET
    @Path("/{id}/versions")
    @Operation(
            summary = "Every version of a result with the reason of each correction, oldest first",
            description = "Whoever sees the result sees its versions: a published result never changes silently.")
    public Page<ResultRepository.VersionView> versions(@PathParam("id") UUID id) {
        return new Page<>(results.versions(results.require(callers.get(), id)), null);
    }

    /** Corrects. */
    @POST
    @Path("/{id}/correct")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Correct the input of a published result; the outcome is its next version",
            description = "Announced again as evaluation-published with the next revision. Nobody else's band changes.")
    @APIResponseSchema(value = ResultView.class, responseCode = "200", responseDescription = "corrected")
    @APIResponse(responseCode = "409", description = "RESULT_NOT_PUBLISHED")
    @APIResponse(responseCode = "422", description = "CORRECTION_REFUSED: UNKNOWN_ANSWER, NOTHING_CHANGES")
    public Response correct(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, CorrectRequest request) {
        var caller = callers.get();
        var result = results.require(caller, id);
        if (!caller.covers(result.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        Answers.requireMatch(ifMatch, result.version());
        var corrected = correction.correct(caller, result, request.toCommand(), null);
        return Answers.ok(corrected.version(), ResultView.of(corrected));
    }
}
