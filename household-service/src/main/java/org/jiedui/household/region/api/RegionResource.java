package org.jiedui.household.region.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.region.RegionBoundaries;
import org.jiedui.household.region.RegionChangeRepository;
import org.jiedui.household.region.RegionCode;
import org.jiedui.household.region.RegionLevel;
import org.jiedui.household.region.RegionRepository;

/** Look-up of administrative divisions. */
@Path("/api/v1/regions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Regions", description = "Administrative divisions: a code's prefixes are its ancestors")
public class RegionResource {
    private final RegionRepository regions;
    private final RegionChangeRepository changes;
    private final RegionBoundaries boundaries;

    RegionResource(RegionRepository regions, RegionChangeRepository changes, RegionBoundaries boundaries) {
        this.regions = regions;
        this.changes = changes;
        this.boundaries = boundaries;
    }

    /** Divisions by code, filtered. */
    @GET
    @Operation(operationId = "listRegions", summary = "Divisions, by parent, by ancestor, by part of the name")
    public Page<RegionView> list(
            @QueryParam("parent")
                    @Parameter(description = "direct children of this code; empty: provinces", example = "330523")
                    String parent,
            @QueryParam("under") @Parameter(description = "this code and everything below", example = "3305")
                    String under,
            @QueryParam("name") @Parameter(description = "part of the name or of a former name", example = "杭垓")
                    String name,
            @QueryParam("level")
                    @Parameter(description = "PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, VILLAGE; several by comma")
                    String level,
            @QueryParam("on") @Parameter(description = "in force on that day; absent: abolished ones too") String on,
            @BeanParam PageRequest page) {
        if (parent != null && !parent.isEmpty()) {
            Codes.regionPattern("parent", parent);
        }
        Codes.regionPattern("under", under);
        if (name != null && (name.isBlank() || name.length() > 50)) {
            throw Codes.invalid("name", "SIZE", "应为 1 至 50 个字", "Must have 1 to 50 characters");
        }
        return regions.page(
                        parent,
                        under,
                        name,
                        Codes.parameter(RegionLevel.class, "level", level),
                        Days.parameter("on", on, null),
                        page)
                .map(RegionView::of);
    }

    /** One division, abolished ones included. */
    @GET
    @Path("/{code}")
    @Operation(
            operationId = "getRegion",
            summary = "One division; abolished codes still resolve, with what became of them and when")
    public RegionDetails one(@PathParam("code") @Parameter(example = "330523104") String code) {
        return regions.byCode(code)
                .map(region -> RegionDetails.of(region, changes.after(code), changes.before(code)))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** What it covered. */
    @GET
    @Path("/{code}/boundaries")
    @Operation(
            operationId = "getRegionBoundaries",
            summary = "What the division covered on a day, in today's codes",
            description =
                    "For figures by old boundaries; `GET /households/count?region=…&boundariesOf=…` uses the same.")
    public BoundaryView boundaries(
            @PathParam("code") @Parameter(example = "330523104") String code,
            @QueryParam("on") @Parameter(required = true, example = "2025-06-30") String on) {
        if (!RegionCode.isValid(code) || regions.byCode(code).isEmpty()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        if (on == null) {
            throw Codes.invalid("on", "REQUIRED", "必填", "Required");
        }
        return BoundaryView.of(boundaries.covered(new RegionCode(code), Days.parameter("on", on, null)));
    }

    /** From the province down to the division. */
    @GET
    @Path("/{code}/path")
    @Operation(operationId = "getRegionPath", summary = "The division and its ancestors, from the province down")
    public List<RegionView> path(@PathParam("code") String code) {
        if (!RegionCode.isValid(code)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var path =
                regions.path(new RegionCode(code)).stream().map(RegionView::of).toList();
        if (path.isEmpty() || !path.get(path.size() - 1).code().equals(code)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return path;
    }

    /** Direct children. */
    @GET
    @Path("/{code}/children")
    @Operation(operationId = "listRegionChildren", summary = "Direct children of a division")
    public Page<RegionView> children(
            @PathParam("code") String code,
            @QueryParam("on") @Parameter(description = "in force on that day; absent: abolished ones too") String on,
            @BeanParam PageRequest page) {
        if (!RegionCode.isValid(code)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return regions.page(code, null, null, List.of(), Days.parameter("on", on, null), page)
                .map(RegionView::of);
    }
}
