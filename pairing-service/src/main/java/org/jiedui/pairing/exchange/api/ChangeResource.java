package org.jiedui.pairing.exchange.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.feed.ChangeFeed;
import org.jiedui.chassis.feed.ChangePage;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.pairing.activity.ActivityRepository;
import org.jiedui.pairing.activity.api.ActivityViews.ActivityView;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.helper.api.HelperView;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.mentee.api.MenteeView;
import org.jiedui.pairing.organisation.AllianceRepository;
import org.jiedui.pairing.organisation.OrganisationRepository;
import org.jiedui.pairing.organisation.api.AllianceView;
import org.jiedui.pairing.organisation.api.OrganisationView;
import org.jiedui.pairing.pairing.PairingRepository;
import org.jiedui.pairing.pairing.api.PairingView;

/** The change feed of this service. */
@Path("/api/v1/pairing/changes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ChangeResource {
    private final ChangeFeed feed;
    private final HelperRepository helpers;
    private final Capacity capacity;
    private final MenteeRepository mentees;
    private final OrganisationRepository organisations;
    private final AllianceRepository alliances;
    private final PairingRepository pairings;
    private final ActivityRepository activities;
    private final CurrentCaller callers;

    ChangeResource(
            ChangeFeed feed,
            HelperRepository helpers,
            Capacity capacity,
            MenteeRepository mentees,
            OrganisationRepository organisations,
            AllianceRepository alliances,
            PairingRepository pairings,
            ActivityRepository activities,
            CurrentCaller callers) {
        this.feed = feed;
        this.helpers = helpers;
        this.capacity = capacity;
        this.mentees = mentees;
        this.organisations = organisations;
        this.alliances = alliances;
        this.pairings = pairings;
        this.activities = activities;
        this.callers = callers;
    }

    /** Changes in commit order. */
    @GET
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "pairingChanges",
            summary =
                    "Changes of helpers, mentees, teams, organisations, alliances, pairings and activities of the region in commit order")
    public ChangePage changes(@QueryParam("since") String since, @QueryParam("limit") String limit) {
        var caller = callers.get();
        return feed.read(since, limitOf(limit), caller.regionPrefix(), loaders(caller));
    }

    private Map<String, Function<Collection<UUID>, Map<UUID, Object>>> loaders(Caller caller) {
        return Map.of(
                "helpers",
                ids -> {
                    var places = capacity.of(ids);
                    return byId(helpers.visibleOf(ids, caller), h -> h.id(), h -> HelperView.of(h, places.get(h.id())));
                },
                "mentees",
                ids -> byId(mentees.visibleOf(ids, caller), m -> m.id(), MenteeView::of),
                "teams",
                ids -> organisations(ids, caller),
                "organisations",
                ids -> organisations(ids, caller),
                "alliances",
                ids -> {
                    var members = alliances.members(ids);
                    return byId(
                            alliances.visibleOf(ids, caller),
                            a -> a.id(),
                            a -> AllianceView.of(a, members.get(a.id())));
                },
                "pairings",
                ids -> byId(pairings.visibleOf(ids, caller), p -> p.id(), PairingView::of),
                "activities",
                ids -> byId(activities.visibleOf(ids, caller), a -> a.id(), ActivityView::of));
    }

    private Map<UUID, Object> organisations(Collection<UUID> ids, Caller caller) {
        var places = capacity.of(ids);
        var members = organisations.members(ids);
        return byId(
                organisations.visibleOf(ids, caller),
                o -> o.id(),
                o -> OrganisationView.of(o, members.get(o.id()), places.get(o.id())));
    }

    private static <T> Map<UUID, Object> byId(List<T> found, Function<T, UUID> id, Function<T, Object> view) {
        var views = new HashMap<UUID, Object>();
        found.forEach(each -> views.put(id.apply(each), view.apply(each)));
        return views;
    }

    private static int limitOf(String limit) {
        if (limit == null) {
            return 100;
        }
        if (!limit.matches("\\d{1,4}")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?limit", "OUT_OF_RANGE", "应在 1 与 1000 之间", "Must be between 1 and 1000")));
        }
        return Integer.parseInt(limit);
    }
}
