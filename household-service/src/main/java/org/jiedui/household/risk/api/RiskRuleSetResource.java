package org.jiedui.household.risk.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.RiskAssessmentOrder;
import org.jiedui.household.Roles;
import org.jiedui.household.risk.RiskRuleSet;
import org.jiedui.household.risk.RiskRules;
import org.jiedui.household.risk.RiskStandardsRepository;

/** Rule sets. */
@Path("/api/v1/risk-rule-sets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Risk rule sets",
        description =
                "Thresholds of the rules by region and validity. A rule set is never edited, another one takes its place; the nearest ancestor's counts")
public class RiskRuleSetResource {
    private final RiskStandardsRepository standards;
    private final RiskRules rules;
    private final CurrentCaller callers;

    RiskRuleSetResource(RiskStandardsRepository standards, RiskRules rules, CurrentCaller callers) {
        this.standards = standards;
        this.rules = rules;
        this.callers = callers;
    }

    /** A rule set as the API shows it. */
    @Schema(name = "RiskRuleSet")
    public record View(
            UUID id,
            String region,
            int revision,
            LocalDate validFrom,
            LocalDate validTo,
            RiskRuleSetRequest.Thresholds thresholds,
            String source,
            String createdBy,
            Instant createdAt,

            @Schema(description = "the assessment that it led to; null when it begins later")
            String assessment) {
        static View of(RiskRuleSet set, UUID assessment) {
            return new View(
                    set.id(),
                    set.region(),
                    set.revision(),
                    set.validFrom(),
                    set.validTo(),
                    RiskRuleSetRequest.Thresholds.of(set.thresholds()),
                    set.source(),
                    set.createdBy(),
                    set.createdAt(),
                    assessment == null ? null : RiskAssessmentOrder.address(assessment));
        }
    }

    /** All rule sets, filtered. */
    @GET
    @Operation(operationId = "listRiskRuleSets", summary = "Rule sets that concern a region, on a day")
    public Page<View> list(
            @QueryParam("region") @Parameter(description = "of this division and its ancestors", example = "330523")
                    String region,
            @QueryParam("on") @Parameter(description = "valid on this day", example = "2026-06-30") String on) {
        Codes.regionPattern("region", region);
        return new Page<>(standards.ruleSets(region, Days.parameter("on", on, null)), null)
                .map(set -> View.of(set, null));
    }

    /** One rule set. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getRiskRuleSet", summary = "One rule set")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    public Response one(@PathParam("id") UUID id) {
        var set = standards.findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(0, View.of(set, null));
    }

    /** Makes the next rule set of a region. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "makeRiskRuleSet",
            summary = "Makes the next rule set of a region",
            description =
                    "It begins today or later (422 `RULE_SET_BEGINS_BEFORE_TODAY`). One that begins today has all households below assessed at once: `assessment` is the job.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = View.class)))
    public Response make(RiskRuleSetRequest request) {
        var made = rules.make(
                callers.get(),
                request.region(),
                request.validFrom(),
                request.validTo(),
                request.thresholds().toThresholds(),
                request.source());
        return Answers.created("/api/v1/risk-rule-sets/" + made.set().id(), 0, View.of(made.set(), made.assessment()));
    }
}
