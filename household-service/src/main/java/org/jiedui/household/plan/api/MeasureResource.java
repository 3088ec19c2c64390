package org.jiedui.household.plan.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.Measure;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureRepository;

/** The ledger of measures across households. */
@Path("/api/v1/measures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Plans", description = "One plan per household and year, and the measures taken")
public class MeasureResource {
    private final MeasureRepository measures;
    private final EntityManager entities;
    private final CurrentCaller callers;

    MeasureResource(MeasureRepository measures, EntityManager entities, CurrentCaller callers) {
        this.measures = measures;
        this.entities = entities;
        this.callers = callers;
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it", example = "330523104")
        String region;

        @QueryParam("category")
        @Parameter(description = "codes of MeasureCategory; several by comma")
        String category;

        @QueryParam("funds")
        @Parameter(description = "codes of FundsSource; several by comma")
        String funds;

        @QueryParam("fundId")
        @Parameter(description = "paid by this fund")
        UUID fundId;

        @QueryParam("projectId")
        @Parameter(description = "shares of this project")
        UUID projectId;

        @QueryParam("fromFrom")
        @Parameter(description = "began on or after", example = "2026-01-01")
        String fromFrom;

        @QueryParam("fromTo")
        @Parameter(description = "began on or before", example = "2026-12-31")
        String fromTo;
    }

    private KeysetQuery<Measure> query(Filters filters) {
        return measures.list(
                callers.get(),
                Codes.regionPattern("region", filters.region),
                Codes.parameter(MeasureCategory.class, "category", filters.category),
                Codes.parameter(FundsSource.class, "funds", filters.funds),
                filters.fundId,
                filters.projectId,
                Days.parameter("fromFrom", filters.fromFrom, null),
                Days.parameter("fromTo", filters.fromTo, null));
    }

    /** Measures of the caller's region. */
    @GET
    @Operation(operationId = "listAllMeasures", summary = "Measures of the caller's region, filtered")
    public Page<MeasureView> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region") String sort,
            @BeanParam PageRequest page) {
        return query(filters)
                .page(entities, sort == null ? "region" : sort, page)
                .map(MeasureView::of);
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(operationId = "countMeasures", summary = "How many measures meet the filters")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", query(filters).count(entities));
    }
}
