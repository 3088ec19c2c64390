package org.jiedui.household.exchange.api;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.feed.ChangeFeed;
import org.jiedui.chassis.feed.ChangePage;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;

/** The change feed, for the provincial platform and for apps that work offline. */
@Path("/api/v1/household/changes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Exchange", description = "Change feed, imports, code lists")
public class ChangeResource {
    private final ChangeFeed feed;
    private final List<ChangeBodies> resources;
    private final CurrentCaller callers;

    ChangeResource(ChangeFeed feed, @All List<ChangeBodies> resources, CurrentCaller callers) {
        this.feed = feed;
        this.resources = resources;
        this.callers = callers;
    }

    /** Goes on from a cursor. */
    @GET
    @RolesAllowed({Roles.PLATFORM, Roles.PROVINCE, Roles.COUNTY, Roles.TOWNSHIP, Roles.CLERK, Roles.AUDITOR})
    @Operation(
            operationId = "readHouseholdChanges",
            summary = "Every change of the caller's region in commit order",
            description =
                    "Resources: households, risk-cases, requests, measures, plans. An empty `since` begins at the beginning.")
    public ChangePage read(
            @QueryParam("since") @Parameter(description = "`next` of the page before") String since,
            @QueryParam("limit") @Parameter(description = "1 to 1000, default 1000") String limit) {
        var caller = callers.get();
        if (limit != null && !limit.matches("\\d{1,4}")) {
            throw Codes.invalid("limit", "OUT_OF_RANGE", "应在 1 与 1000 之间", "Must be between 1 and 1000");
        }
        return feed.read(
                since,
                limit == null ? ChangeFeed.MOST : Integer.parseInt(limit),
                caller.regionPrefix(),
                loaders(caller));
    }

    private Map<String, Function<Collection<UUID>, Map<UUID, Object>>> loaders(Caller caller) {
        return resources.stream().collect(Collectors.toMap(ChangeBodies::resource, r -> ids -> r.bodies(caller, ids)));
    }
}
