package org.jiedui.notification.template.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.chassis.web.CodeParameter;
import org.jiedui.notification.audience.EventTypeParameter;
import org.jiedui.notification.template.Template;
import org.jiedui.notification.template.TemplateDraft;
import org.jiedui.notification.template.TemplateRepository;
import org.jiedui.notification.template.TemplateRevision;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Variables;

/** Words for events: read by officers, revised by the province. */
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "templates")
public class TemplateResource {
    private final TemplateRepository templates;
    private final TemplateRevision revision;
    private final Variables variables;
    private final EntityManager entities;
    private final CurrentCaller callers;

    TemplateResource(
            TemplateRepository templates,
            TemplateRevision revision,
            Variables variables,
            EntityManager entities,
            CurrentCaller callers) {
        this.templates = templates;
        this.revision = revision;
        this.variables = variables;
        this.entities = entities;
        this.callers = callers;
    }

    /** All revisions, or those of some types or one channel. */
    @GET
    @RolesAllowed({"province-officer", "county-officer", "township-officer", "village-clerk", "auditor", "platform"})
    @Operation(summary = "List template revisions")
    public Page<TemplateView> list(
            @QueryParam("eventType") String eventType,
            @QueryParam("channel") String channel,
            @BeanParam PageRequest page) {
        return new KeysetQuery<>("templates", Template.class, Template::id)
                .whereIf("e.eventType in :types", "types", EventTypeParameter.of("eventType", eventType))
                .whereIf(
                        "e.channel in :channels",
                        "channels",
                        CodeParameter.names(TextChannel.class, "channel", channel))
                .page(entities, null, page)
                .map(TemplateView::of);
    }

    /** One revision. */
    @GET
    @Path("/{id}")
    @RolesAllowed({"province-officer", "county-officer", "township-officer", "village-clerk", "auditor", "platform"})
    @Operation(summary = "Read a template revision")
    @APIResponseSchema(value = TemplateView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var template = templates.findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(template.version(), ifNoneMatch, () -> TemplateView.of(template));
    }

    /** Adds the revision that is in force from now on. */
    @POST
    @Idempotent
    @RolesAllowed("province-officer")
    @Operation(summary = "Save a new template revision; unknown variables are refused")
    @APIResponseSchema(value = TemplateView.class, responseCode = "201")
    public Response save(SaveTemplateRequest request) {
        var template = revision.save(callers.get(), request.toCommand());
        return Answers.created("/api/v1/templates/" + template.id(), template.version(), TemplateView.of(template));
    }

    /** Shows how a draft reads; saves nothing. */
    @POST
    @Path("/preview")
    @NotIdempotent
    @RolesAllowed({"province-officer", "county-officer"})
    @Operation(summary = "Preview a draft with sample data")
    public TemplatePreview preview(SaveTemplateRequest request) {
        var draft = request.toCommand();
        var type = revision.check(draft);
        return new TemplatePreview(
                words(draft, type.sample(), true), words(draft, type.sample(), false), variables.of(type));
    }

    private TemplateView.Words words(TemplateDraft draft, String sample, boolean chinese) {
        var values = variables.values(sample, chinese);
        return new TemplateView.Words(
                draft.title(chinese).render(values), draft.body(chinese).render(values));
    }
}
