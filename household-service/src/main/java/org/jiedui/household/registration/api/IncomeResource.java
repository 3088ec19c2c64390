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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.income.IncomePolicy;
import org.jiedui.household.income.IncomeStatements;
import org.jiedui.household.registration.HouseholdMaintenance;
import org.jiedui.household.registration.HouseholdRepository;

/** Income statements of a household. */
@Path("/api/v1/households/{id}/incomes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Income", description = "Statements by year, every revision kept, and the explained per-capita figure")
public class IncomeResource {
    private final HouseholdRepository households;
    private final HouseholdMaintenance maintenance;
    private final IncomeStatements statements;
    private final TimeSource time;
    private final CurrentCaller callers;

    IncomeResource(
            HouseholdRepository households,
            HouseholdMaintenance maintenance,
            IncomeStatements statements,
            TimeSource time,
            CurrentCaller callers) {
        this.households = households;
        this.maintenance = maintenance;
        this.statements = statements;
        this.time = time;
        this.callers = callers;
    }

    /** All revisions. */
    @GET
    @Operation(operationId = "listIncomes", summary = "All statements and their revisions, newest first, without lines")
    public Page<IncomeView> list(@PathParam("id") UUID id) {
        households.require(callers.get(), id);
        return new Page<>(statements.all(id), null).map(s -> IncomeView.of(s, null));
    }

    /** Keeps a new revision. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "putIncome",
            summary =
                    "The income of a year; earlier revisions are kept. If-Match is the household's. The reason is `reason` or, without it, the header Change-Reason")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = IncomeView.class)))
    public Response put(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(ChangeReason.HEADER)
                    @Parameter(description = "why, percent-encoded UTF-8; instead of `reason` in the body")
                    String changeReason,
            IncomeRequest request) {
        var lines = request.toLines();
        var reason = request.reason() == null ? ChangeReason.read(changeReason) : request.reason();
        var recorded = maintenance.earn(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.year(), lines, reason);
        return Answers.ok(recorded.household().version(), IncomeView.of(recorded.statement(), lines));
    }

    /** One revision with its lines. */
    @GET
    @Path("/{year}/revisions/{revision}")
    @Operation(operationId = "getIncomeRevision", summary = "One revision of a year's statement with all its lines")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = IncomeView.class)))
    public IncomeView revision(
            @PathParam("id") UUID id, @PathParam("year") int year, @PathParam("revision") int revision) {
        households.require(callers.get(), id);
        return statements
                .revision(id, year, revision)
                .map(statement -> IncomeView.of(statement, statements.lines(id, year, revision)))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The explained figure. */
    @GET
    @Path("/explanation")
    @Operation(operationId = "explainIncome", summary = "The per-capita figure of a year, line by line")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = IncomeExplanation.class)))
    public IncomeExplanation explain(
            @PathParam("id") UUID id,
            @QueryParam("year") @Parameter(description = "default: the latest", example = "2025") String year,
            @QueryParam("revision") @Parameter(description = "default: the one that counts", example = "1")
                    String revision,
            @Context HttpHeaders headers) {
        var household = households.require(callers.get(), id);
        if (year != null && !year.matches("\\d{4}")) {
            throw Codes.invalid("year", "FORMAT", "应为四位年份", "Must be a year of four digits");
        }
        if (revision != null && !revision.matches("[1-9]\\d{0,5}")) {
            throw Codes.invalid("revision", "FORMAT", "应为正整数", "Must be a positive number");
        }
        var wanted = year == null ? household.incomeYear() : Integer.valueOf(year);
        if (wanted == null) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var statement = (revision == null
                        ? statements.latest(id, wanted)
                        : statements.revision(id, wanted, Integer.parseInt(revision)))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        var result =
                IncomePolicy.compute(statements.lines(id, statement.year(), statement.revision()), statement.members());
        return IncomeExplanation.of(statement.year(), statement.revision(), result, ProblemMappers.chinese(headers));
    }

    /** The twelve months before a month of identification. */
    @GET
    @Path("/rolling")
    @Operation(
            operationId = "explainRollingIncome",
            summary = "The twelve months that end before the month of identification, line by line",
            description =
                    "Dated lines count when their month is in the window; lines of a whole year count with as many twelfths as the year has months in it. The divisor is the present number of members.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = IncomeExplanation.Rolling.class)))
    public IncomeExplanation.Rolling rolling(
            @PathParam("id") UUID id,
            @QueryParam("month") @Parameter(description = "month of identification; default: now", example = "2026-11")
                    String month,
            @Context HttpHeaders headers) {
        var household = households.require(callers.get(), id);
        if (month != null && !month.matches("\\d{4}-(0[1-9]|1[0-2])")) {
            throw Codes.invalid("month", "FORMAT", "应为 YYYY-MM", "Must be YYYY-MM");
        }
        var identification = month == null ? YearMonth.from(time.today()) : YearMonth.parse(month);
        var lines = statements.lines(id, List.of(identification.getYear() - 1, identification.getYear()));
        if (lines.isEmpty()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return IncomeExplanation.Rolling.of(
                identification.toString(),
                IncomePolicy.rolling(lines, Math.max(1, household.memberCount()), identification),
                ProblemMappers.chinese(headers));
    }
}
