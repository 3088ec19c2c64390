package org.jiedui.household.risk.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Codes;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.risk.CoveragePolicy;
import org.jiedui.household.risk.RiskCase;
import org.jiedui.household.risk.RiskConfig;
import org.jiedui.household.risk.RiskGapRepository;
import org.jiedui.household.risk.RiskNeed;

/** Risks that no measure meets. */
@Path("/api/v1/risk-gaps")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Risk gaps",
        description =
                "Monitored households with a risk that no suitable measure has met within the days that it may take")
public class RiskGapResource {
    private final RiskGapRepository gaps;
    private final RiskConfig config;
    private final EntityManager entities;
    private final TimeSource time;
    private final CurrentCaller callers;

    RiskGapResource(
            RiskGapRepository gaps, RiskConfig config, EntityManager entities, TimeSource time, CurrentCaller callers) {
        this.gaps = gaps;
        this.config = config;
        this.entities = entities;
        this.time = time;
        this.callers = callers;
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it")
        String region;

        @QueryParam("need")
        @Parameter(description = "codes of RiskNeed; several by comma")
        String need;

        @QueryParam("days")
        @Parameter(description = "monitored for at least so many days, 0 to 3650; default: as configured (30)")
        String days;
    }

    /** A household with what is not met. */
    @Schema(name = "RiskGap")
    public record View(
            UUID caseId,
            UUID householdId,
            String householdNumber,
            String region,
            LocalDate since,

            @Schema(description = "days since the county's approval, or since the green channel", examples = "42")
            long age,

            List<Unmet> unmet) {
        /** A need and what would meet it. */
        @Schema(name = "UnmetRisk")
        public record Unmet(RiskNeed need, String label, List<MeasureCategory> suitable) {}
    }

    private KeysetQuery<RiskCase> query(Filters filters) {
        if (filters.days != null && (!filters.days.matches("\\d{1,4}") || Integer.parseInt(filters.days) > 3650)) {
            throw Codes.invalid("days", "RANGE", "应为 0 至 3650", "Must be 0 to 3650");
        }
        return gaps.cases(
                callers.get(),
                Codes.regionPattern("region", filters.region),
                Codes.parameter(RiskNeed.class, "need", filters.need),
                filters.days == null ? config.coverageDays() : Integer.parseInt(filters.days));
    }

    /** The gaps. */
    @GET
    @Operation(operationId = "listRiskGaps", summary = "Monitored households with an unmet risk, with the gap's age")
    public Page<View> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region, since") String sort,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var chinese = ProblemMappers.chinese(headers);
        var found = query(filters).page(entities, sort, page);
        return new Page<>(
                gaps.gaps(found.items()).stream().map(gap -> view(gap, chinese)).toList(), found.next());
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(operationId = "countRiskGaps", summary = "How many monitored households have an unmet risk")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", query(filters).count(entities));
    }

    private View view(RiskGapRepository.Gap gap, boolean chinese) {
        var riskCase = gap.riskCase();
        return new View(
                riskCase.id(),
                riskCase.householdId(),
                riskCase.householdNumber(),
                riskCase.region(),
                gap.since(),
                ChronoUnit.DAYS.between(gap.since(), time.today()),
                gap.unmet().stream()
                        .map(need -> new View.Unmet(
                                need,
                                chinese ? need.zh() : need.en(),
                                CoveragePolicy.suitable(need).stream().sorted().toList()))
                        .toList());
    }
}
