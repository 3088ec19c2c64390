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
import org.jiedui.evaluation.honour.ModelCase;
import org.jiedui.evaluation.honour.ModelCaseRepository;
import org.jiedui.evaluation.honour.ModelCaseReview;
import org.jiedui.evaluation.honour.ModelCaseState;

/** Model cases (EV-12). */
@Path("/api/v1/model-cases")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "model-cases", description = "Cases of help from which others can learn, by cause and measure")
public class ModelCaseResource {
    private final ModelCaseRepository cases;
    private final ModelCaseReview review;
    private final CurrentCaller callers;
    private final EntityManager entities;

    ModelCaseResource(
            ModelCaseRepository cases, ModelCaseReview review, CurrentCaller callers, EntityManager entities) {
        this.cases = cases;
        this.review = review;
        this.callers = callers;
        this.entities = entities;
    }

    /** Nominates one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(summary = "Nominate a model case")
    @APIResponseSchema(value = ModelCaseView.class, responseCode = "201", responseDescription = "nominated")
    public Response nominate(NominateRequest request) {
        var nominated = review.nominate(callers.get(), request.toCommand());
        return Answers.created(
                "/api/v1/model-cases/" + nominated.id(), nominated.version(), ModelCaseView.of(nominated));
    }

    /** Cases. */
    @GET
    @Operation(summary = "Model cases by cause and measure: published ones, and for offices all of the region")
    public Page<ModelCaseView> list(
            @QueryParam("region") String region,
            @QueryParam("state") ModelCaseState state,
            @QueryParam("cause") String cause,
            @QueryParam("measure") String measure,
            @BeanParam PageRequest page) {
        return query(region, state, cause, measure).page(entities, null, page).map(ModelCaseView::of);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many model cases")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("state") ModelCaseState state,
            @QueryParam("cause") String cause,
            @QueryParam("measure") String measure) {
        return Map.of("count", query(region, state, cause, measure).count(entities));
    }

    private KeysetQuery<ModelCase> query(String region, ModelCaseState state, String cause, String measure) {
        return new KeysetQuery<>("model-cases", ModelCase.class, ModelCase::id)
                .where(ModelCaseRepository.VISIBLE, ModelCaseRepository.visibleTo(callers.get()))
                .whereIf("e.region like concat(:filter, '%')", "filter", region)
                .whereIf("e.state = :state", "state", state)
                .whereIf("e.cause = :cause", "cause", cause)
                .whereIf("e.measure = :measure", "measure", measure);
    }

    /** One case. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One model case")
    @APIResponseSchema(value = ModelCaseView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var about = cases.require(callers.get(), id);
        return Answers.ok(about.version(), ifNoneMatch, () -> ModelCaseView.of(about));
    }

    /** Approves. */
    @POST
    @Path("/{id}/approve")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Approve a nomination of somebody else")
    @APIResponseSchema(value = ModelCaseView.class, responseCode = "200", responseDescription = "approved")
    @APIResponse(responseCode = "409", description = "MODEL_CASE_STATE_CONFLICT with the legal states")
    @APIResponse(responseCode = "422", description = "OWN_NOMINATION")
    public Response approve(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return decide(id, ifMatch, ModelCaseState.APPROVED, null);
    }

    /** Rejects. */
    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Reject, with the reason")
    @APIResponseSchema(value = ModelCaseView.class, responseCode = "200", responseDescription = "rejected")
    @APIResponse(responseCode = "409", description = "MODEL_CASE_STATE_CONFLICT with the legal states")
    public Response reject(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, CaseReasonRequest request) {
        return decide(id, ifMatch, ModelCaseState.REJECTED, request.reason());
    }

    /** Publishes. */
    @POST
    @Path("/{id}/publish")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Publish an approved case")
    @APIResponseSchema(value = ModelCaseView.class, responseCode = "200", responseDescription = "published")
    @APIResponse(responseCode = "409", description = "MODEL_CASE_STATE_CONFLICT with the legal states")
    public Response publish(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return decide(id, ifMatch, ModelCaseState.PUBLISHED, null);
    }

    /** Withdraws. */
    @POST
    @Path("/{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(summary = "Withdraw a published case, with the reason")
    @APIResponseSchema(value = ModelCaseView.class, responseCode = "200", responseDescription = "withdrawn")
    @APIResponse(responseCode = "409", description = "MODEL_CASE_STATE_CONFLICT with the legal states")
    public Response withdraw(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, CaseReasonRequest request) {
        return decide(id, ifMatch, ModelCaseState.WITHDRAWN, request.reason());
    }

    private Response decide(UUID id, String ifMatch, ModelCaseState next, String reason) {
        var caller = callers.get();
        var about = cases.require(caller, id);
        if (!caller.covers(about.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        Answers.requireMatch(ifMatch, about.version());
        var decided = review.decide(caller, about, next, reason);
        return Answers.ok(decided.version(), ModelCaseView.of(decided));
    }
}
