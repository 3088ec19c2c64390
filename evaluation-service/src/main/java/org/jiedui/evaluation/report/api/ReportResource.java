package org.jiedui.evaluation.report.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.report.Reports;

/** Reports about cycles (EV-13), for the offices of the region. */
@Path("/api/v1/evaluation/reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"township-officer", "county-officer", "province-officer", "auditor"})
@Blocking
@Tag(name = "evaluation")
public class ReportResource {
    private static final List<Integer> LEVELS = List.of(2, 4, 6, 9, 12);

    private final Reports reports;
    private final CycleRepository cycles;
    private final CurrentCaller callers;

    ReportResource(Reports reports, CycleRepository cycles, CurrentCaller callers) {
        this.reports = reports;
        this.cycles = cycles;
        this.callers = callers;
    }

    /** Response. */
    @GET
    @Path("/response-rates")
    @Operation(
            summary = "Response by path and division, also while the cycle is open",
            description = "As steps of 10 percent, 10 meaning at most and 90 at least; groups under 50 tasks are"
                    + " withheld. So it never tells who answered, that nobody did or that everybody did.")
    @APIResponse(responseCode = "200", description = "by path and division")
    @APIResponse(responseCode = "404", description = "no such cycle in the caller's region")
    public Map<String, List<Reports.ResponseRate>> responseRates(
            @QueryParam("cycle") @Parameter(required = true) UUID cycle,
            @QueryParam("region") @Parameter(description = "division code; its parts are told") String region) {
        var prefix = prefix(require(cycle), region);
        return Map.of("items", reports.responseRates(cycle, prefix, below(prefix)));
    }

    /** Bands. */
    @GET
    @Path("/distributions")
    @Operation(
            summary = "Bands of a cycle's results by division, unit or role",
            description = "From the scoring on. Bands only: averages of few would give single scores away.")
    @APIResponse(responseCode = "200", description = "by group")
    @APIResponse(responseCode = "404", description = "no such cycle in the caller's region")
    @APIResponse(responseCode = "409", description = "CYCLE_STATE_CONFLICT: it is not scored")
    public Map<String, List<Reports.Distribution>> distributions(
            @QueryParam("cycle") @Parameter(required = true) UUID cycle,
            @QueryParam("region") @Parameter(description = "division code; its parts are told") String region,
            @QueryParam("by") @DefaultValue("REGION") Reports.Grouping by) {
        var about = require(cycle);
        if (!about.state().scored()) {
            throw EvaluationProblem.CYCLE_STATE_CONFLICT.problem();
        }
        var prefix = prefix(about, region);
        return Map.of("items", reports.distributions(cycle, prefix, by, below(prefix)));
    }

    private Cycle require(UUID id) {
        if (id == null) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?cycle", "REQUIRED", "必填", "Required")));
        }
        return cycles.require(callers.get(), id);
    }

    /** The narrower of what the caller may see and what is asked for. */
    private String prefix(Cycle cycle, String region) {
        var caller = callers.get();
        var own = caller.covers(cycle.region()) ? cycle.region() : caller.regionPrefix();
        if (region == null) {
            return own;
        }
        // a whole division and nothing else: groups put together at will would give single answers away by subtraction
        if (!region.matches("\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?region", "FORMAT", "行政区划代码格式错误", "Not a division code")));
        }
        if (!region.startsWith(own)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return region;
    }

    private static int below(String prefix) {
        return LEVELS.stream().filter(l -> l > prefix.length()).findFirst().orElse(12);
    }
}
