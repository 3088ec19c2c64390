package org.jiedui.household.plan.api;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.plan.FundMaintenance;
import org.jiedui.household.plan.FundRepository;
import org.jiedui.household.plan.FundsSource;

/** Funds: money with a budget. */
@Path("/api/v1/funds")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Funds", description = "Money with a budget; allocated to plans, projects and measures, never overdrawn")
public class FundResource {
    private final FundRepository funds;
    private final FundMaintenance maintenance;
    private final EntityManager entities;
    private final CurrentCaller callers;

    FundResource(FundRepository funds, FundMaintenance maintenance, EntityManager entities, CurrentCaller callers) {
        this.funds = funds;
        this.maintenance = maintenance;
        this.entities = entities;
        this.callers = callers;
    }

    /** Enters a fund. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "enterFund", summary = "Enters a fund of a division and year, for households below it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FundView.class)))
    @APIResponse(responseCode = "409", description = "`DUPLICATE`: one of this name, division and year exists")
    public Response enter(FundRequest request) {
        var fund = maintenance.enter(
                callers.get(), request.name(), request.source(), request.region(), request.year(), request.total());
        return Answers.created("/api/v1/funds/" + fund.id(), fund.version(), FundView.of(fund));
    }

    /** The caller's funds. */
    @GET
    @Operation(operationId = "listFunds", summary = "Funds of the caller's region, and of the divisions above it")
    public Page<FundView> list(
            @QueryParam("region") @Parameter(description = "division code; everything below it") String region,
            @QueryParam("year") @Parameter(example = "2026") String year,
            @QueryParam("source") @Parameter(description = "codes of FundsSource; several by comma") String source,
            @QueryParam("sort") @Parameter(description = "region") String sort,
            @BeanParam PageRequest page) {
        return funds.list(
                        callers.get(),
                        Codes.regionPattern("region", region),
                        year == null ? null : Days.number("year", year, 0, 2000, 2100),
                        Codes.parameter(FundsSource.class, "source", source))
                .page(entities, sort, page)
                .map(FundView::of);
    }

    /** One fund. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getFund", summary = "One fund with what is allocated and what is left")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FundView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var fund = funds.require(callers.get(), id);
        return Answers.ok(fund.version(), ifNoneMatch, () -> FundView.of(fund));
    }

    /** Corrects a fund. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "correctFund", summary = "Corrects name and total; not below what is allocated")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FundView.class)))
    @APIResponse(responseCode = "422", description = "`FUND_EXCEEDED`: more is allocated already")
    public Response correct(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, CorrectFundRequest request) {
        var fund = maintenance.correct(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.name(), request.total());
        return Answers.ok(fund.version(), FundView.of(fund));
    }

    /** Sums of a fund. */
    @GET
    @Path("/{id}/totals")
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
    @Operation(operationId = "getFundTotals", summary = "Where the money of a fund went")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FundTotalsView.class)))
    public FundTotalsView totals(@PathParam("id") UUID id) {
        var fund = funds.require(callers.get(), id);
        return FundTotalsView.of(fund, funds.totals(id));
    }
}
