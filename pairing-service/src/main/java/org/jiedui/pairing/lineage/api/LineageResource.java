package org.jiedui.pairing.lineage.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.pairing.helper.Helper;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.lineage.Lineage;
import org.jiedui.pairing.mentee.Mentee;
import org.jiedui.pairing.mentee.MenteeRepository;

/** Generations above and below a person. */
@Path("/api/v1/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LineageResource {
    /** A person; both ids when a mentee became a mentor, the name only where the caller may see the person. */
    public record Person(UUID helperId, UUID menteeId, String name) {}

    /** Somebody mentors somebody; generation 1 is next to the person asked for. */
    public record BondView(int generation, Person mentor, Person mentee) {}

    /** The lineage of a person, with the counts of generations, mentees and mentees who became mentors below. */
    public record LineageView(
            Person person,
            List<BondView> above,
            List<BondView> below,
            int generationsAbove,
            int generationsBelow,
            int mentees,
            int becameMentors) {}

    private final Lineage lineage;
    private final HelperRepository helpers;
    private final MenteeRepository mentees;
    private final CurrentCaller callers;

    LineageResource(Lineage lineage, HelperRepository helpers, MenteeRepository mentees, CurrentCaller callers) {
        this.lineage = lineage;
        this.helpers = helpers;
        this.mentees = mentees;
        this.callers = callers;
    }

    /** The lineage of a helper or mentee. */
    @GET
    @Path("/{personId}")
    @Operation(summary = "Mentors above and mentees below a helper or mentee, any number of generations")
    public LineageView of(@PathParam("personId") UUID personId) {
        var caller = callers.get();
        var mentee = mentees.find(personId, caller).orElse(null);
        UUID helperId;
        UUID menteeId;
        String name;
        if (mentee != null) {
            menteeId = mentee.id();
            helperId = mentee.promotedHelperId();
            name = mentee.name().clear();
        } else {
            var helper = helpers.require(personId, caller);
            helperId = helper.id();
            menteeId = helper.originMenteeId();
            name = helper.name().clear();
        }
        var above = menteeId == null ? List.<Lineage.Bond>of() : lineage.above(menteeId);
        var below = helperId == null ? List.<Lineage.Bond>of() : lineage.below(helperId);
        var names = names(above, below, caller);
        return new LineageView(
                new Person(helperId, menteeId, name),
                above.stream().map(bond -> view(bond, names)).toList(),
                below.stream().map(bond -> view(bond, names)).toList(),
                generations(above),
                generations(below),
                (int) below.stream().map(Lineage.Bond::menteeId).distinct().count(),
                (int) below.stream()
                        .map(Lineage.Bond::menteeBecameHelperId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
    }

    private Map<UUID, String> names(List<Lineage.Bond> above, List<Lineage.Bond> below, Caller caller) {
        var helperIds = new HashSet<UUID>();
        var menteeIds = new HashSet<UUID>();
        for (var bonds : List.of(above, below)) {
            for (var bond : bonds) {
                helperIds.add(bond.mentorId());
                menteeIds.add(bond.menteeId());
            }
        }
        var names = new java.util.HashMap<UUID, String>();
        if (!helperIds.isEmpty()) {
            for (Helper helper : helpers.visibleOf(helperIds, caller)) {
                names.put(helper.id(), helper.name().clear());
            }
            for (Mentee mentee : mentees.visibleOf(menteeIds, caller)) {
                names.put(mentee.id(), mentee.name().clear());
            }
        }
        return names;
    }

    private static BondView view(Lineage.Bond bond, Map<UUID, String> names) {
        return new BondView(
                bond.generation(),
                new Person(bond.mentorId(), bond.mentorOriginMenteeId(), names.get(bond.mentorId())),
                new Person(bond.menteeBecameHelperId(), bond.menteeId(), names.get(bond.menteeId())));
    }

    private static int generations(List<Lineage.Bond> bonds) {
        return bonds.stream().mapToInt(Lineage.Bond::generation).max().orElse(0);
    }
}
