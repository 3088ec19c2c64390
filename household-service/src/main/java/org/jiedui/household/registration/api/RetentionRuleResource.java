package org.jiedui.household.registration.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.Retention;
import org.jiedui.household.registration.RetentionSubject;

/** What is kept for how long. */
@Path("/api/v1/households/retention-rules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Retention", description = "What is forgotten after how long, legal holds, anonymisation")
public class RetentionRuleResource {
    private final Retention retention;
    private final CurrentCaller callers;

    RetentionRuleResource(Retention retention, CurrentCaller callers) {
        this.retention = retention;
        this.callers = callers;
    }

    /** All. */
    @GET
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(operationId = "listRetentionRules", summary = "After how many months what is forgotten, by region")
    public Page<RetentionRuleView> list() {
        return new Page<>(retention.rules(), null).map(RetentionRuleView::of);
    }

    /** Sets one. */
    @PUT
    @Path("/{subject}/{region}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PROVINCE)
    @Operation(
            operationId = "setRetentionRule",
            summary = "Sets the rule of a region; `*` is everywhere",
            description = "The rule of the longest matching region counts. If-Match when there is one already.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RetentionRuleView.class)))
    public Response set(
            @PathParam("subject") String subject,
            @PathParam("region") @Parameter(example = "33") String region,
            @HeaderParam("If-Match") String ifMatch,
            RetentionRuleRequest request) {
        var what = Codes.parameter(RetentionSubject.class, "subject", subject).get(0);
        if (!region.equals("*")) {
            Codes.regionPattern("region", region);
        }
        var rule = retention.set(
                callers.get(),
                what,
                region.equals("*") ? "" : region,
                version -> Answers.requireMatch(ifMatch, version),
                request.months(),
                request.source());
        return Answers.ok(rule.version(), RetentionRuleView.of(rule));
    }
}
