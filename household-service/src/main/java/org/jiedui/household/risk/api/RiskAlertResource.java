package org.jiedui.household.risk.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.risk.RiskAlert;
import org.jiedui.household.risk.RiskAlertRepository;
import org.jiedui.household.risk.RiskReason;

/** Alerts of the rules. */
@Path("/api/v1/risk-alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Risk alerts",
        description = "What the rules found, with reasons and figures; raised, changed and cleared by the rules only")
public class RiskAlertResource {
    private final RiskAlertRepository alerts;
    private final EntityManager entities;
    private final CurrentCaller callers;

    RiskAlertResource(RiskAlertRepository alerts, EntityManager entities, CurrentCaller callers) {
        this.alerts = alerts;
        this.entities = entities;
        this.callers = callers;
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it")
        String region;

        @QueryParam("householdId")
        @Parameter(description = "of one household")
        UUID householdId;

        @QueryParam("reason")
        @Parameter(description = "codes of RiskReason; several by comma", example = "CHILD_OUT_OF_SCHOOL")
        String reason;

        @QueryParam("open")
        @Parameter(description = "true: not cleared yet")
        String open;
    }

    private KeysetQuery<RiskAlert> query(Filters filters) {
        return alerts.list(
                callers.get(),
                Codes.regionPattern("region", filters.region),
                filters.householdId,
                Codes.flag("open", filters.open),
                Codes.parameter(RiskReason.class, "reason", filters.reason));
    }

    /** The caller's alerts. */
    @GET
    @Operation(operationId = "listRiskAlerts", summary = "Alerts that the caller may see")
    public Page<RiskAlertView> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region, raisedAt") String sort,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var chinese = ProblemMappers.chinese(headers);
        return query(filters).page(entities, sort, page).map(alert -> RiskAlertView.of(alert, chinese));
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(operationId = "countRiskAlerts", summary = "How many alerts meet the filters")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", query(filters).count(entities));
    }

    /** One alert. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getRiskAlert", summary = "One alert")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RiskAlertView.class)))
    public Response one(
            @PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch, @Context HttpHeaders headers) {
        var alert = alerts.require(callers.get(), id);
        return Answers.ok(alert.version(), ifNoneMatch, () -> RiskAlertView.of(alert, ProblemMappers.chinese(headers)));
    }
}
