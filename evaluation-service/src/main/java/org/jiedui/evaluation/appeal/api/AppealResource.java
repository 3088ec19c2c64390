package org.jiedui.evaluation.appeal.api;

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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.appeal.Appeal;
import org.jiedui.evaluation.appeal.AppealProcedure;
import org.jiedui.evaluation.appeal.AppealRepository;
import org.jiedui.evaluation.appeal.AppealState;

/** Appeals against results (EV-09). */
@Path("/api/v1/appeals")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "appeals", description = "Appeals against published results, re-checks and decisions")
public class AppealResource {
    private final AppealRepository appeals;
    private final AppealProcedure procedure;
    private final CurrentCaller callers;
    private final EntityManager entities;

    AppealResource(AppealRepository appeals, AppealProcedure procedure, CurrentCaller callers, EntityManager entities) {
        this.appeals = appeals;
        this.procedure = procedure;
        this.callers = callers;
        this.entities = entities;
    }

    /** Files one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(summary = "Appeal against the caller's own published result")
    @APIResponseSchema(value = AppealView.class, responseCode = "201", responseDescription = "filed")
    @APIResponse(responseCode = "404", description = "no such result, or somebody else's")
    @APIResponse(responseCode = "409", description = "APPEAL_WINDOW_CLOSED, APPEAL_EXISTS")
    public Response file(FileAppealRequest request) {
        var appeal = procedure.file(callers.get(), request.resultId(), request.grounds());
        return Answers.created("/api/v1/appeals/" + appeal.id(), appeal.version(), AppealView.of(appeal));
    }

    /** Appeals. */
    @GET
    @Operation(summary = "The caller's own appeals, and for county and province officers those of the region")
    public Page<AppealView> list(
            @QueryParam("region") String region,
            @QueryParam("state") AppealState state,
            @QueryParam("cycle") UUID cycle,
            @BeanParam PageRequest page) {
        return query(region, state, cycle).page(entities, null, page).map(AppealView::of);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many appeals")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("state") AppealState state,
            @QueryParam("cycle") UUID cycle) {
        return Map.of("count", query(region, state, cycle).count(entities));
    }

    private KeysetQuery<Appeal> query(String region, AppealState state, UUID cycle) {
        return new KeysetQuery<>("appeals", Appeal.class, Appeal::id)
                .where(AppealRepository.VISIBLE, AppealRepository.visibleTo(callers.get()))
                .whereIf("e.region like concat(:filter, '%')", "filter", region)
                .whereIf("e.state = :state", "state", state)
                .whereIf("e.cycleId = :cycle", "cycle", cycle);
    }

    /** One appeal. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One appeal")
    @APIResponseSchema(value = AppealView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var appeal = appeals.require(callers.get(), id);
        return Answers.ok(appeal.version(), ifNoneMatch, () -> AppealView.of(appeal));
    }

    /** Computes again. */
    @POST
    @Path("/{id}/recheck")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Compute the score again from its trace and note whether it agrees")
    @APIResponseSchema(value = AppealView.class, responseCode = "200", responseDescription = "re-checked")
    @APIResponse(responseCode = "409", description = "APPEAL_STATE_CONFLICT")
    public Response recheck(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return answer(procedure.recheck(callers.get(), matching(id, ifMatch)));
    }

    /** Upholds. */
    @POST
    @Path("/{id}/uphold")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Uphold: correct the result's input; the outcome is the next version of the result")
    @APIResponseSchema(value = AppealView.class, responseCode = "200", responseDescription = "upheld, result corrected")
    @APIResponse(responseCode = "409", description = "APPEAL_STATE_CONFLICT")
    @APIResponse(responseCode = "422", description = "CORRECTION_REFUSED")
    public Response uphold(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, UpholdRequest request) {
        return answer(procedure.uphold(callers.get(), matching(id, ifMatch), request.toCommand()));
    }

    /** Dismisses. */
    @POST
    @Path("/{id}/dismiss")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Dismiss: the result stands")
    @APIResponseSchema(value = AppealView.class, responseCode = "200", responseDescription = "dismissed")
    @APIResponse(responseCode = "409", description = "APPEAL_STATE_CONFLICT")
    public Response dismiss(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, DismissRequest request) {
        return answer(procedure.dismiss(callers.get(), matching(id, ifMatch), request.reason()));
    }

    private Appeal matching(UUID id, String ifMatch) {
        var caller = callers.get();
        var appeal = appeals.require(caller, id);
        if (!caller.covers(appeal.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        Answers.requireMatch(ifMatch, appeal.version());
        return appeal;
    }

    private static Response answer(Appeal appeal) {
        return Answers.ok(appeal.version(), AppealView.of(appeal));
    }
}
