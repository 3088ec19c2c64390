package org.jiedui.household.exchange.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.exchange.OutwardTemplates;
import org.jiedui.household.exchange.OutwardTemplates.Template;

/** What other offices want to have: enter once, report many. */
@Path("/api/v1/household/outward-templates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Exchange", description = "Change feed, imports, code lists")
public class OutwardTemplateResource {
    private final OutwardTemplates templates;
    private final CurrentCaller callers;

    OutwardTemplateResource(OutwardTemplates templates, CurrentCaller callers) {
        this.templates = templates;
        this.callers = callers;
    }

    /** All of them. */
    @GET
    @Operation(operationId = "listOutwardTemplates", summary = "Outward templates by name")
    public Page<Template> list(@BeanParam PageRequest page) {
        var cursor = page.cursor("outward-templates", "");
        return Page.of(
                templates.page(cursor.isEmpty() ? null : cursor.get(0), page.limit() + 1),
                page.limit(),
                last -> Cursor.encode("outward-templates", "", List.of(last.name())));
    }

    /** One. */
    @GET
    @Path("/{name}")
    @Operation(operationId = "getOutwardTemplate", summary = "One outward template")
    public Response one(@PathParam("name") String name, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var template = templates.require(name);
        return Answers.ok(template.version(), ifNoneMatch, () -> template);
    }

    /** Keeps a new one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.PROVINCE, Roles.PLATFORM})
    @Operation(
            operationId = "addOutwardTemplate",
            summary = "Keeps a template: our columns in a receiver's order, titles and codes",
            description = "Used by exports with `template`. Codes without a mapping in force are given as ours.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Template.class)))
    @APIResponse(responseCode = "409", description = "TEMPLATE_EXISTS")
    public Response add(OutwardTemplateRequest request) {
        var made = templates.add(callers.get(), request.toTemplate());
        return Answers.created("/api/v1/household/outward-templates/" + made.name(), made.version(), made);
    }

    /** Replaces one. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PROVINCE, Roles.PLATFORM})
    @Operation(operationId = "replaceOutwardTemplate", summary = "Replaces a template")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Template.class)))
    @APIResponse(responseCode = "412")
    @APIResponse(responseCode = "428")
    public Response replace(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            OutwardTemplateRequest request) {
        if (!request.name().equals(name)) {
            throw Codes.invalid("name", "MISMATCH", "名称与地址不一致", "Differs from the address");
        }
        var replaced = templates.replace(
                callers.get(), request.toTemplate(), version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(replaced.version(), replaced);
    }
}
