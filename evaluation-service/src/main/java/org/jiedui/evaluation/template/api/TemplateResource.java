package org.jiedui.evaluation.template.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.template.Template;
import org.jiedui.evaluation.template.TemplateRepository;
import org.jiedui.evaluation.template.TemplateWriting;

/** Templates of evaluations (EV-01). */
@Path("/api/v1/evaluation-templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluation-templates")
public class TemplateResource {
    private final TemplateRepository templates;
    private final TemplateWriting writing;
    private final CurrentCaller callers;
    private final EntityManager entities;

    TemplateResource(
            TemplateRepository templates, TemplateWriting writing, CurrentCaller callers, EntityManager entities) {
        this.templates = templates;
        this.writing = writing;
        this.callers = callers;
        this.entities = entities;
    }

    /** The catalogue. */
    @GET
    @Operation(summary = "Templates, all versions")
    public Page<TemplateView> list(
            @QueryParam("code") String code, @QueryParam("state") Template.State state, @BeanParam PageRequest page) {
        return query(code, state).page(entities, null, page).map(TemplateView::of);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many template versions")
    public Map<String, Long> count(@QueryParam("code") String code, @QueryParam("state") Template.State state) {
        return Map.of("count", query(code, state).count(entities));
    }

    private static KeysetQuery<Template> query(String code, Template.State state) {
        return new KeysetQuery<>("evaluation-templates", Template.class, Template::id)
                .whereIf("e.code = :code", "code", code)
                .whereIf("e.state = :state", "state", state);
    }

    /** One version. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One template version")
    @APIResponseSchema(value = TemplateView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var template = templates.require(id);
        return Answers.ok(template.version(), ifNoneMatch, () -> TemplateView.of(template));
    }

    /** As it will be asked. */
    @GET
    @Path("/{id}/preview")
    @Operation(
            summary = "A template version as those who answer will be asked, by path, in the caller's language",
            description = "Also of a draft. The share is that of the path's score, in percent.")
    public TemplatePreview preview(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return TemplatePreview.of(templates.require(id), ProblemMappers.chinese(headers));
    }

    /** A new version. */
    @POST
    @Idempotent
    @RolesAllowed("province-officer")
    @Operation(summary = "Make the next version of a template, as a draft")
    @APIResponseSchema(value = TemplateView.class, responseCode = "201", responseDescription = "made")
    @APIResponse(responseCode = "422", description = "TEMPLATE_REFUSED: weights not 100, duplicate or empty scales")
    public Response write(TemplateRequest request) {
        var template = writing.write(request.toCommand());
        return Answers.created(
                "/api/v1/evaluation-templates/" + template.id(), template.version(), TemplateView.of(template));
    }

    /** Other content for a draft. */
    @PUT
    @Path("/{id}")
    @Idempotent
    @RolesAllowed("province-officer")
    @Operation(summary = "Replace the content of a draft")
    @APIResponseSchema(value = TemplateView.class, responseCode = "200")
    public Response rewrite(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, TemplateRequest request) {
        var template = templates.require(id);
        Answers.requireMatch(ifMatch, template.version());
        var rewritten = writing.rewrite(template, request.toCommand());
        return Answers.ok(rewritten.version(), TemplateView.of(rewritten));
    }

    /** Fixes a draft. */
    @POST
    @Path("/{id}/release")
    @Idempotent
    @RolesAllowed("province-officer")
    @Operation(summary = "Release a draft; it never changes again and new cycles use it")
    @APIResponseSchema(value = TemplateView.class, responseCode = "200")
    public Response release(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        var template = templates.require(id);
        Answers.requireMatch(ifMatch, template.version());
        var released = writing.release(callers.get(), template);
        return Answers.ok(released.version(), TemplateView.of(released));
    }
}
