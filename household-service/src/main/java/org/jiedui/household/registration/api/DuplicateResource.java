package org.jiedui.household.registration.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.DuplicateGround;
import org.jiedui.household.registration.DuplicateSearch;
import org.jiedui.household.registration.HouseholdRepository;

/** Suspected duplicates of a region. */
@Path("/api/v1/households/duplicates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Duplicates",
        description = "Files that may be of one household: found, compared, merged, and the merge undone")
public class DuplicateResource {
    private final DuplicateSearch duplicates;
    private final HouseholdRepository households;
    private final CurrentCaller callers;

    DuplicateResource(DuplicateSearch duplicates, HouseholdRepository households, CurrentCaller callers) {
        this.duplicates = duplicates;
        this.households = households;
        this.callers = callers;
    }

    /** Pairs. */
    @GET
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(
            operationId = "listDuplicates",
            summary = "Pairs of households of a region that may be one, with the grounds",
            description =
                    "The same identity number without a move from one to the other, the same name and birth date in a village, the same phone (of at most five persons).")
    public Page<DuplicatePairView> list(
            @QueryParam("region")
                    @Parameter(required = true, description = "county, township or village", example = "330523104")
                    String region,
            @QueryParam("ground") @Parameter(description = "SAME_PERSON, SAME_NAME_AND_BIRTH_DATE, SAME_PHONE")
                    String ground,
            @BeanParam PageRequest page) {
        if (region == null || !region.matches("\\d{6}|\\d{9}|\\d{12}")) {
            throw Codes.invalid(
                    "region", "FORMAT", "应为县、乡镇或村的区划代码", "Must be the code of a county, township or village");
        }
        var grounds = Codes.parameter(DuplicateGround.class, "ground", ground);
        var caller = callers.get();
        var pairs = duplicates.inRegion(caller, region, grounds.isEmpty() ? null : grounds.get(0), page);
        var ids = pairs.items().stream()
                .flatMap(p -> java.util.stream.Stream.of(p.first(), p.second()))
                .distinct()
                .toList();
        var found = households.visible(caller, ids).stream()
                .collect(java.util.stream.Collectors.toMap(h -> h.id(), HouseholdSummary::of));
        return pairs.map(p -> new DuplicatePairView(found.get(p.first()), found.get(p.second()), p.grounds()));
    }
}
