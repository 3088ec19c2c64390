package org.jiedui.notification.reminder.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.audience.Recipient;
import org.jiedui.notification.reminder.ReminderRule;
import org.jiedui.notification.reminder.ReminderRules;
import org.jiedui.notification.reminder.RuleAuthoring;
import org.jiedui.notification.reminder.Unless;

/** What is reminded of: read by officers, written by the province. */
@Path("/api/v1/reminder-rules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "reminder-rules")
public class ReminderRuleResource {
    private final ReminderRules rules;
    private final RuleAuthoring authoring;
    private final CurrentCaller callers;

    ReminderRuleResource(ReminderRules rules, RuleAuthoring authoring, CurrentCaller callers) {
        this.rules = rules;
        this.authoring = authoring;
        this.callers = callers;
    }

    /** A rule. */
    @Schema(example = """
            {"id":"0193e0c4-b000-7000-8000-000000001001","code":"VISIT_OVERDUE","name":{"zh":"走访超期","en":"Visit overdue"},
             "starts":["visit-overdue:householdId"],"stops":["visit-recorded:householdIds?met=true"],"groupProperty":null,
             "anchor":null,"delay":"P3D","repeatEvery":"P7D","most":6,"escalateAfter":2,"recipients":["HELPERS","VILLAGE"],
             "unless":"NEVER","active":true,"author":"shipped","updatedAt":"2026-01-01T00:00:00.000Z","version":0}""")
    public record ReminderRuleView(
            UUID id,
            String code,
            ReminderRuleRequest.Name name,
            List<String> starts,
            List<String> stops,
            String groupProperty,
            String anchor,
            String delay,
            String repeatEvery,
            int most,
            int escalateAfter,
            List<Recipient> recipients,
            Unless unless,
            boolean active,
            String author,
            Instant updatedAt,
            long version) {
        static ReminderRuleView of(ReminderRule rule) {
            var draft = rule.draft();
            return new ReminderRuleView(
                    rule.id(),
                    draft.code(),
                    new ReminderRuleRequest.Name(draft.nameZh(), draft.nameEn()),
                    draft.starts(),
                    draft.stops(),
                    draft.groupProperty(),
                    draft.anchor(),
                    draft.delay().toString(),
                    draft.repeatEvery() == null ? null : draft.repeatEvery().toString(),
                    draft.most(),
                    draft.escalateAfter(),
                    draft.recipients().stream().sorted().toList(),
                    draft.unless(),
                    draft.active(),
                    rule.author(),
                    rule.updatedAt(),
                    rule.version());
        }
    }

    /** All rules. */
    @GET
    @RolesAllowed({"province-officer", "county-officer", "township-officer", "village-clerk", "auditor"})
    @Operation(summary = "List reminder rules")
    public Page<ReminderRuleView> list(@QueryParam("active") Boolean active, @BeanParam PageRequest page) {
        return rules.page(active, page).map(ReminderRuleView::of);
    }

    /** One rule. */
    @GET
    @Path("/{id}")
    @RolesAllowed({"province-officer", "county-officer", "township-officer", "village-clerk", "auditor"})
    @Operation(summary = "Read a reminder rule")
    @APIResponseSchema(value = ReminderRuleView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var rule = rules.findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(rule.version(), ifNoneMatch, () -> ReminderRuleView.of(rule));
    }

    /** Adds a rule. */
    @POST
    @Idempotent
    @RolesAllowed("province-officer")
    @Operation(summary = "Add a reminder rule; unknown events and properties are refused, all faults at once")
    @APIResponseSchema(value = ReminderRuleView.class, responseCode = "201")
    public Response add(ReminderRuleRequest request) {
        var rule = authoring.add(callers.get(), request.toCommand());
        return Answers.created("/api/v1/reminder-rules/" + rule.id(), rule.version(), ReminderRuleView.of(rule));
    }

    /** Replaces a rule. */
    @PUT
    @Path("/{id}")
    @RolesAllowed("province-officer")
    @Operation(summary = "Replace a reminder rule, or switch it off; its code stays")
    @APIResponseSchema(value = ReminderRuleView.class, responseCode = "200")
    public Response replace(
            @PathParam("id") UUID id, ReminderRuleRequest request, @HeaderParam("If-Match") String ifMatch) {
        var rule = authoring.replace(callers.get(), id, request.toCommand(), ifMatch);
        return Answers.ok(rule.version(), ReminderRuleView.of(rule));
    }
}
