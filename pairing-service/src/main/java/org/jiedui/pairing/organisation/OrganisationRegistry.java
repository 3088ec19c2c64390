package org.jiedui.pairing.organisation;

import static org.jiedui.pairing.PairingProblem.NO_ACTIVE_LEADER;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_HELPER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Changes;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.organisation.OrganisationDetails.Membership;

/** Registers and changes teams and other organisations. A team has exactly one present leader, who is a helper. */
@ApplicationScoped
public class OrganisationRegistry {
    private final OrganisationRepository organisations;
    private final HelperRepository helpers;
    private final Capacity capacity;
    private final FieldHistory history;
    private final Changes changes;
    private final TimeSource time;

    OrganisationRegistry(
            OrganisationRepository organisations,
            HelperRepository helpers,
            Capacity capacity,
            FieldHistory history,
            Changes changes,
            TimeSource time) {
        this.organisations = organisations;
        this.helpers = helpers;
        this.capacity = capacity;
        this.history = history;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Registers in the caller's region.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code UNKNOWN_HELPER} for a member who is no helper of the region, {@code
     *     NO_ACTIVE_LEADER} for a team without exactly one present leader
     */
    @Transactional
    public Organisation register(OrganisationDetails details, Caller caller) {
        caller.requireCovers(details.region());
        var organisation = new Organisation(Ids.next(), details, account(details, caller, Set.of()), time.now());
        organisations.persist(organisation);
        writeMembers(organisation.id(), details);
        organisations.flush();
        capacity.open(organisation.id(), details.primaryPlaces(), details.supportingPlaces());
        note(caller, null, details, organisation);
        changes.upsert(resource(organisation), organisation.id(), organisation.region(), organisation.version());
        return organisation;
    }

    /** Replaces what is told of a visible organisation; the check is handed the present version first. */
    @Transactional
    public Organisation change(
            UUID id, boolean team, OrganisationDetails details, Caller caller, LongConsumer versionCheck) {
        var organisation = organisations.require(id, team, caller);
        versionCheck.accept(organisation.version());
        caller.requireCovers(details.region());
        var before = new Told(
                organisation.name(),
                organisation.unit(),
                organisation.region(),
                organisation.serviceRegion(),
                organisations.members(List.of(id)).getOrDefault(id, List.of()));
        var oldRegion = organisation.region();
        var members = before.members().stream().map(Membership::helperId).collect(Collectors.toSet());
        organisation.write(details, account(details, caller, members), time.now());
        writeMembers(id, details);
        organisations.flush();
        capacity.resize(id, Capacity.PRIMARY, details.primaryPlaces());
        capacity.resize(id, Capacity.SUPPORTING, details.supportingPlaces());
        note(caller, before, details, organisation);
        changes.moved(resource(organisation), id, oldRegion, organisation.region(), organisation.version());
        return organisation;
    }

    private void writeMembers(UUID id, OrganisationDetails details) {
        organisations.replaceMembers(
                id,
                details.members().stream()
                        .map(m -> new OrganisationMember(Ids.next(), id, m))
                        .toList());
    }

    /** The account through which it acts. Who comes in must be visible to the caller or serve there; members may stay. */
    private String account(OrganisationDetails details, Caller caller, Set<UUID> present) {
        if (!details.kind().team()) {
            return details.account();
        }
        var today = time.today();
        var ids = details.members().stream().map(Membership::helperId).toList();
        var known = helpers.byIds(ids);
        known.values()
                .removeIf(helper -> !present.contains(helper.id())
                        && !caller.covers(helper.region())
                        && !details.region().startsWith(helper.serviceRegion()));
        var unknown = details.members().stream()
                .filter(m -> !known.containsKey(m.helperId()))
                .map(m -> new Reason(
                        "UNKNOWN_MEMBER", "成员 " + m.helperId() + " 未登记", "Member " + m.helperId() + " is no helper"))
                .toList();
        if (!unknown.isEmpty()) {
            throw UNKNOWN_HELPER.because(unknown);
        }
        var leaders = details.members().stream()
                .filter(m -> m.role().leads() && m.on(today))
                .map(m -> known.get(m.helperId()))
                .toList();
        if (leaders.size() != 1) {
            throw NO_ACTIVE_LEADER.because(
                    new Reason("LEADERS", "现任负责人 " + leaders.size() + " 名", leaders.size() + " present leaders"));
        }
        return leaders.get(0).account();
    }

    private static String resource(Organisation organisation) {
        return organisation.kind().team() ? "teams" : "organisations";
    }

    private void note(Caller caller, Told before, OrganisationDetails details, Organisation after) {
        history.record(
                caller,
                "organisation",
                after.id(),
                after.region(),
                after.version(),
                before,
                new Told(after.name(), after.unit(), after.region(), after.serviceRegion(), details.members()),
                "APP",
                null);
    }

    /** What the history may know. */
    private record Told(String name, String unit, String region, String serviceRegion, List<Membership> members) {}
}
