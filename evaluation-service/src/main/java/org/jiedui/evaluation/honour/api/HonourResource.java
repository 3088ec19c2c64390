package org.jiedui.evaluation.honour.api;

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
import org.jiedui.evaluation.honour.Honour;
import org.jiedui.evaluation.honour.HonourKind;
import org.jiedui.evaluation.honour.HonourRepository;
import org.jiedui.evaluation.honour.HonourRoll;
import org.jiedui.evaluation.honour.HonourState;

/** Honours and growth (EV-11). */
@Path("/api/v1/honours")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "honours", description = "Titles won, and mentees who became backbone staff or mentors")
public class HonourResource {
    private final HonourRepository honours;
    private final HonourRoll roll;
    private final CurrentCaller callers;
    private final EntityManager entities;

    HonourResource(HonourRepository honours, HonourRoll roll, CurrentCaller callers, EntityManager entities) {
        this.honours = honours;
        this.roll = roll;
        this.callers = callers;
        this.entities = entities;
    }

    /** Records one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Record an honour, or a step of a mentee's growth")
    @APIResponseSchema(value = HonourView.class, responseCode = "201", responseDescription = "recorded")
    @APIResponse(responseCode = "409", description = "HONOUR_EXISTS")
    public Response record(HonourRequest request) {
        var honour = roll.record(callers.get(), request.toCommand());
        return Answers.created("/api/v1/honours/" + honour.id(), honour.version(), HonourView.of(honour, true));
    }

    /** Honours. */
    @GET
    @Operation(summary = "Honours; everybody who is logged in sees them")
    public Page<HonourView> list(
            @QueryParam("region") String region,
            @QueryParam("kind") HonourKind kind,
            @QueryParam("state") HonourState state,
            @QueryParam("holder") UUID holder,
            @QueryParam("mentor") UUID mentor,
            @BeanParam PageRequest page) {
        return query(region, kind, state, holder, mentor)
                .page(entities, null, page)
                .map(this::view);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many honours")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("kind") HonourKind kind,
            @QueryParam("state") HonourState state,
            @QueryParam("holder") UUID holder,
            @QueryParam("mentor") UUID mentor) {
        return Map.of("count", query(region, kind, state, holder, mentor).count(entities));
    }

    private static KeysetQuery<Honour> query(
            String region, HonourKind kind, HonourState state, UUID holder, UUID mentor) {
        return new KeysetQuery<>("honours", Honour.class, Honour::id)
                .whereIf("e.region like concat(:filter, '%')", "filter", region)
                .whereIf("e.kind = :kind", "kind", kind)
                .whereIf("e.state = :state", "state", state)
                .whereIf("e.holderId = :holder", "holder", holder)
                .whereIf("e.mentorId = :mentor", "mentor", mentor);
    }

    /** One. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One honour")
    @APIResponseSchema(value = HonourView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var honour = honours.require(id);
        return Answers.ok(honour.version(), ifNoneMatch, () -> view(honour));
    }

    /** Revokes one. */
    @POST
    @Path("/{id}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Revoke an honour, with the reason")
    @APIResponseSchema(value = HonourView.class, responseCode = "200", responseDescription = "revoked")
    @APIResponse(responseCode = "409", description = "HONOUR_REVOKED")
    public Response revoke(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, RevokeRequest request) {
        var caller = callers.get();
        var honour = honours.require(id);
        if (!caller.covers(honour.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        Answers.requireMatch(ifMatch, honour.version());
        var revoked = roll.revoke(caller, honour, request.reason());
        return Answers.ok(revoked.version(), HonourView.of(revoked, true));
    }

    private HonourView view(Honour honour) {
        return HonourView.of(honour, callers.get().covers(honour.region()));
    }
}
