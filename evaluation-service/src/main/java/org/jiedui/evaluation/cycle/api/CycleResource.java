package org.jiedui.evaluation.cycle.api;

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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleDecisions;
import org.jiedui.evaluation.cycle.CycleOpening;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleState;
import org.jiedui.evaluation.cycle.CycleView;
import org.jiedui.evaluation.cycle.Planning;
import org.jiedui.evaluation.cycle.Reconciliation;

/** Cycles and the decisions about them (EV-02). */
@jakarta.ws.rs.Path("/api/v1/evaluation-cycles")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluation-cycles")
public class CycleResource {
    private final CycleRepository cycles;
    private final Planning planning;
    private final CycleDecisions decisions;
    private final CycleOpening opening;
    private final Reconciliation reconciliation;
    private final FieldHistory history;
    private final CurrentCaller callers;
    private final EntityManager entities;

    CycleResource(
            CycleRepository cycles,
            Planning planning,
            CycleDecisions decisions,
            CycleOpening opening,
            Reconciliation reconciliation,
            FieldHistory history,
            CurrentCaller callers,
            EntityManager entities) {
        this.cycles = cycles;
        this.planning = planning;
        this.decisions = decisions;
        this.opening = opening;
        this.reconciliation = reconciliation;
        this.history = history;
        this.callers = callers;
        this.entities = entities;
    }

    /** Cycles that concern the caller. */
    @GET
    @Operation(summary = "Cycles of the caller's region, and those in which the caller has to act")
    public Page<CycleView> list(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("state") CycleState state,
            @BeanParam PageRequest page) {
        return query(callers.get(), region, programme, state)
                .page(entities, null, page)
                .map(CycleView::of);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many cycles")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("state") CycleState state) {
        return Map.of("count", query(callers.get(), region, programme, state).count(entities));
    }

    private static KeysetQuery<Cycle> query(Caller caller, String region, String programme, CycleState state) {
        return new KeysetQuery<>("evaluation-cycles", Cycle.class, Cycle::id)
                .where(CycleRepository.VISIBLE, CycleRepository.visibleTo(caller))
                .whereIf("e.region like concat(:filter, '%')", "filter", region)
                .whereIf("e.programme = :programme", "programme", programme)
                .whereIf("e.state = :state", "state", state);
    }

    /** One cycle. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One cycle with its rules")
    @APIResponseSchema(value = CycleView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var cycle = cycles.require(callers.get(), id);
        return Answers.ok(cycle.version(), ifNoneMatch, () -> CycleView.of(cycle));
    }

    /** What was decided when by whom. */
    @GET
    @Path("/{id}/history")
    @Operation(summary = "Field history of a cycle; for offices whose region contains it")
    public Page<FieldHistory.Entry> history(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        var caller = callers.get();
        var cycle = cycles.require(caller, id);
        if (!caller.covers(cycle.region())) {
            throw org.jiedui.chassis.problem.CommonProblem.NOT_FOUND.problem();
        }
        return history.list(id, page);
    }

    /** Plans one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Plan a cycle, as a draft",
            description = "Who evaluates whom with which weight follows from the rules of the programme on the period's"
                    + " last day; the answer's plan shows them. HOUSEHOLD_HELP: households, unit and office about"
                    + " helpers. MENTORING: mentors and mentees each other, themselves, peers, office. VILLAGE_TEAM:"
                    + " households, village, unit, office and supervisor about teams.")
    @APIResponseSchema(value = CycleView.class, responseCode = "201", responseDescription = "planned")
    @APIResponse(responseCode = "409", description = "CYCLE_OVERLAPS")
    @APIResponse(responseCode = "422", description = "CYCLE_REFUSED: programme, period, due or templates")
    public Response plan(PlanCycleRequest request) {
        var cycle = planning.plan(callers.get(), request.toCommand());
        return Answers.created("/api/v1/evaluation-cycles/" + cycle.id(), cycle.version(), CycleView.of(cycle));
    }

    /** Makes the tasks. */
    @POST
    @Path("/{id}/open")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Open: pin rules and template versions, make the tasks from the pairings of the period",
            description = "Waits for what pairing had announced when this was asked for, and for nothing later; what is"
                    + " announced later gets its tasks as it comes.")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "open")
    @APIResponse(
            responseCode = "202",
            description = "OPENING: over 200 helpers, or announced pairings are still on their way; a job makes the"
                    + " tasks, its address is in Location",
            content = @Content(schema = @Schema(implementation = CycleView.class)))
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states, or CYCLE_OVERLAPS")
    public Response open(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return CycleAnswers.of(opening.open(callers.get(), matching(id, ifMatch)));
    }

    /** Ends answering. */
    @POST
    @Path("/{id}/close")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Close: no more answers")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "closed")
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states")
    public Response close(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return CycleAnswers.of(decisions.close(callers.get(), matching(id, ifMatch)));
    }

    /** Opens again. */
    @POST
    @Path("/{id}/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Open a closed cycle again until a new last day, with the reason",
            description = "What was answered stays sealed. Pairings that came in the meantime get their tasks.")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "open")
    @APIResponse(
            responseCode = "202",
            description = "OPENING: a job does the rest, its address is in Location",
            content = @Content(schema = @Schema(implementation = CycleView.class)))
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states")
    @APIResponse(responseCode = "422", description = "CYCLE_REFUSED: DUE_IN_THE_PAST")
    public Response reopen(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, ReopenRequest request) {
        return CycleAnswers.of(opening.reopen(callers.get(), matching(id, ifMatch), request.due(), request.reason()));
    }

    /** Calls it off. */
    @POST
    @Path("/{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Call off a cycle that is not scored, with the reason",
            description = "For good. Answers stay sealed for ever; the pairings are free for another cycle.")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "cancelled")
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states")
    public Response cancel(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, ReasonRequest request) {
        return CycleAnswers.of(decisions.cancel(callers.get(), matching(id, ifMatch), request.reason()));
    }

    /** Pairings and tasks side by side. */
    @GET
    @Path("/{id}/reconciliation")
    @RolesAllowed({"county-officer", "province-officer", "auditor"})
    @Operation(summary = "Pairings of the period and tasks of the cycle side by side; nothing about answers")
    public Reconciliation.Comparison reconciliation(@PathParam("id") UUID id) {
        var caller = callers.get();
        var cycle = cycles.require(caller, id);
        if (!caller.covers(cycle.region())) {
            throw org.jiedui.chassis.problem.CommonProblem.NOT_FOUND.problem();
        }
        return reconciliation.compare(cycle);
    }

    /** Begins the publicity. */
    @POST
    @Path("/{id}/publicise")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Publicise the results for some days")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "publicised")
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states")
    public Response publicise(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, PubliciseRequest request) {
        return CycleAnswers.of(decisions.publicise(callers.get(), matching(id, ifMatch), request.days()));
    }

    /** Lays it at rest. */
    @POST
    @Path("/{id}/archive")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Archive a published cycle")
    @APIResponseSchema(value = CycleView.class, responseCode = "200", responseDescription = "archived")
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT with the legal states")
    public Response archive(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return CycleAnswers.of(decisions.archive(callers.get(), matching(id, ifMatch)));
    }

    private Cycle matching(UUID id, String ifMatch) {
        var caller = callers.get();
        var cycle = cycles.require(caller, id);
        if (!caller.covers(cycle.region())) {
            throw org.jiedui.chassis.problem.CommonProblem.OUTSIDE_REGION.problem();
        }
        Answers.requireMatch(ifMatch, cycle.version());
        return cycle;
    }
}
