package org.jiedui.pairing.organisation;

import static org.jiedui.pairing.PairingProblem.MEMBER_TIED;
import static org.jiedui.pairing.PairingProblem.NO_ACTIVE_LEADER;
import static org.jiedui.pairing.PairingProblem.TEAM_GONE;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_HELPER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Changes;
import org.jiedui.pairing.HelpedMoved;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.Conflicts;
import org.jiedui.pairing.helper.Helper;
import org.jiedui.pairing.helper.HelperRegistry;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.organisation.Organisation.Led;
import org.jiedui.pairing.organisation.OrganisationDetails.Membership;

/**
 * Registers and changes teams and other organisations. A team has exactly one present leader, who is a helper; it is without
 * one only after its leader left and nobody was named to follow (PA-11).
 */
@ApplicationScoped
public class OrganisationRegistry {
    /** How long a change of leaders is looked for after its day, in days; longer than any outage. */
    private static final int LOOK_BACK = 31;

    private final OrganisationRepository organisations;
    private final HelperRepository helpers;
    private final AllianceRegistry alliances;
    private final Conflicts conflicts;
    private final Capacity capacity;
    private final FieldHistory history;
    private final Changes changes;
    private final Outbox outbox;
    private final Jobs jobs;
    private final TimeSource time;

    OrganisationRegistry(
            OrganisationRepository organisations,
            HelperRepository helpers,
            AllianceRegistry alliances,
            Conflicts conflicts,
            Capacity capacity,
            FieldHistory history,
            Changes changes,
            Outbox outbox,
            Jobs jobs,
            TimeSource time) {
        this.organisations = organisations;
        this.helpers = helpers;
        this.alliances = alliances;
        this.conflicts = conflicts;
        this.capacity = capacity;
        this.history = history;
        this.changes = changes;
        this.outbox = outbox;
        this.jobs = jobs;
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
        var organisation = new Organisation(Ids.next(), details, led(details, caller, Set.of()), time.now());
        organisations.persist(organisation);
        writeMembers(organisation.id(), details.members());
        organisations.flush();
        capacity.open(organisation.id(), details.primaryPlaces(), details.supportingPlaces());
        note(caller, null, organisation, details.members());
        changes.upsert(resource(organisation), organisation.id(), organisation.region(), organisation.version());
        return organisation;
    }

    /**
     * Replaces what is told of a visible organisation; the check is handed the present version first.
     *
     * @throws org.jiedui.chassis.problem.ProblemException as {@link #register}; {@code TEAM_GONE} when it went for good;
     *     {@code MEMBER_TIED} when who joins is tied to a household with which it is paired (PA-15)
     */
    @Transactional
    public Organisation change(
            UUID id, boolean team, OrganisationDetails details, Caller caller, LongConsumer versionCheck) {
        var organisation = organisations.require(id, team, caller);
        capacity.lock(List.of(id));
        versionCheck.accept(organisation.version());
        caller.requireCovers(details.region());
        requireThere(organisation);
        var before = Told.of(organisation, members(id));
        var oldRegion = organisation.region();
        var oldLed = organisation.led();
        var oldUnit = organisation.unit();
        var oldKind = organisation.kind();
        var present = before.members().stream().map(Membership::helperId).collect(Collectors.toSet());
        organisation.write(details, led(details, caller, present), time.now());
        var members = organisation.availableTo() == null
                ? details.members()
                : until(organisation.availableTo().plusDays(1), details.members());
        requireUntied(organisation, before.members(), members, caller);
        writeMembers(id, members);
        organisations.flush();
        capacity.resize(id, Capacity.PRIMARY, details.primaryPlaces());
        capacity.resize(id, Capacity.SUPPORTING, details.supportingPlaces());
        note(caller, before, organisation, members);
        changes.moved(resource(organisation), id, oldRegion, organisation.region(), organisation.version());
        alliances.follow(organisation, caller);
        passOn(organisation, oldLed, members, caller);
        if (organisation.kind() != oldKind || !Objects.equals(organisation.unit(), oldUnit)) {
            jobs.submit(HelperRegistry.FOLLOW_SIDE, organisation.region(), id, caller.subject());
        }
        if (!organisation.region().equals(oldRegion)) {
            jobs.submit(HelpedMoved.KIND, organisation.region(), new HelpedMoved(id), caller.subject());
        }
        return organisation;
    }

    /**
     * Notes that a visible team goes for good: it takes no pairing that lasts longer, and its memberships end.
     *
     * @param from first day without the team
     * @throws org.jiedui.chassis.problem.ProblemException {@code TEAM_GONE} when it went before
     */
    @Transactional
    public Organisation depart(UUID id, LocalDate from, Caller caller, LongConsumer versionCheck) {
        var team = organisations.require(id, true, caller);
        // a proposal either took its place before, and what follows finds it, or judges by the last day
        capacity.lock(List.of(id));
        versionCheck.accept(team.version());
        requireThere(team);
        var members = members(id);
        var before = Told.of(team, members);
        team.leave(from);
        write(team, before, until(from, members), caller);
        alliances.follow(team, caller);
        return team;
    }

    /**
     * Notes that a helper goes for good: all memberships end, and in teams that the helper leads the named successor leads
     * from that day on, in the same role. A team for which nobody is named is led by nobody and listed as such. The places of
     * teams with a successor are locked by the caller.
     *
     * @param from first day without the helper
     * @param successors helpers by team
     * @throws org.jiedui.chassis.problem.ProblemException {@code NO_ACTIVE_LEADER} for a successor in a team that the helper
     *     does not lead; {@code UNKNOWN_HELPER} for one who is no helper that the caller or the team may have, or goes too;
     *     {@code MEMBER_TIED} for one who is tied to a household with which the team is paired
     */
    @Transactional
    public void leave(Helper helper, LocalDate from, Map<UUID, UUID> successors, Caller caller) {
        var concerned = organisations.ofMember(helper.id(), from);
        var members =
                organisations.members(concerned.stream().map(Organisation::id).toList());
        var known = helpers.byIds(successors.values());
        var notLed = new ArrayList<>(successors.keySet());
        for (var team : concerned) {
            var present = members.get(team.id());
            var left = new ArrayList<>(present.stream()
                    .flatMap(m -> m.helperId().equals(helper.id()) ? m.before(from).stream() : Stream.of(m))
                    .toList());
            var led = present.stream()
                    .filter(m -> m.helperId().equals(helper.id()) && m.role().leads() && m.after(from))
                    .findFirst();
            var successor = successors.get(team.id());
            if (successor != null && led.isPresent()) {
                // whose team it is names who leads it
                caller.requireCovers(team.region());
                notLed.remove(team.id());
                var begins = led.get().since().isAfter(from) ? led.get().since() : from;
                requireFit(known.get(successor), helper, team, left, begins, caller);
                var ends = led.get().until();
                var own = left.stream()
                        .filter(m -> m.helperId().equals(successor))
                        .toList();
                left.removeAll(own);
                own.forEach(m -> {
                    left.addAll(m.before(begins).stream().toList());
                    if (ends != null && (m.until() == null || m.until().isAfter(ends))) {
                        left.add(new Membership(
                                successor, m.role(), m.since().isAfter(ends) ? m.since() : ends, m.until()));
                    }
                });
                left.add(new Membership(successor, led.get().role(), begins, ends));
                requireUntied(team, present, left, caller);
            }
            write(team, Told.of(team, present), left, caller);
        }
        if (!notLed.isEmpty()) {
            throw NO_ACTIVE_LEADER.because(notLed.stream()
                    .map(team ->
                            new Reason("NOT_LED", "该帮扶责任人不是 " + team + " 的负责人", "The helper does not lead " + team))
                    .toList());
        }
    }

    /** Teams whose leader changed lately; of some of them nobody was told yet, and they act through the former one's account. */
    @Transactional
    public List<UUID> leadersChanged() {
        return organisations.leadersChanged(time.today().minusDays(LOOK_BACK), time.today());
    }

    /** Lets a team act through who leads it today, and tells of it; nothing is left to do when it does. */
    @Transactional
    public void followLeader(UUID id) {
        var team = organisations.findById(id);
        var members = members(id);
        if (!leadsToday(members).equals(team.led())) {
            write(team, Told.of(team, members), members, Caller.SYSTEM);
        }
    }

    private static void requireFit(
            Helper successor,
            Helper leaver,
            Organisation team,
            List<Membership> members,
            LocalDate from,
            Caller caller) {
        if (successor == null
                || successor.id().equals(leaver.id())
                || (successor.availableTo() != null && successor.availableTo().isBefore(from))
                || !(caller.covers(successor.region())
                        || team.region().startsWith(successor.serviceRegion())
                        || members.stream().anyMatch(m -> m.helperId().equals(successor.id()) && m.on(from)))) {
            throw UNKNOWN_HELPER.because(
                    new Reason("SUCCESSOR", "继任负责人未登记或不可任职", "The successor is no helper, or not to be had then"));
        }
    }

    /**
     * Nobody joins a team, or stays longer, who is tied to a household that it helps while being a member (PA-15). The team's
     * places are locked: a proposal was committed before and is found here, or reads the new members. Refusals name, by id,
     * only the members and pairings that the caller may see.
     */
    private void requireUntied(Organisation team, List<Membership> before, List<Membership> after, Caller caller) {
        var today = time.today();
        var joining = after.stream()
                .filter(m -> m.after(today) && before.stream().noneMatch(was -> was.covers(m)))
                .collect(Collectors.groupingBy(Membership::helperId));
        var ties = conflicts.withPaired(team.id(), joining.keySet()).stream()
                .filter(tie -> joining.get(tie.helperId()).stream()
                        .anyMatch(m -> m.after(tie.from())
                                && (tie.to() == null || !m.since().isAfter(tie.to()))))
                .toList();
        if (!ties.isEmpty()) {
            var who = helpers.byIds(
                    ties.stream().map(Conflicts.PairedTie::helperId).collect(Collectors.toSet()));
            throw MEMBER_TIED.because(ties.stream()
                    .map(tie -> tied(
                            caller.covers(who.get(tie.helperId()).region()) ? tie.helperId() : null,
                            caller.covers(tie.region()) ? tie.pairingId() : null))
                    .distinct()
                    .toList());
        }
    }

    private static Reason tied(UUID member, UUID pairing) {
        return new Reason(
                "CONFLICT_OF_INTEREST",
                (member == null ? "有新成员" : "新成员 " + member) + " 与"
                        + (pairing == null ? "该团队帮扶的农户" : "结对 " + pairing + " 的农户") + "有亲属等利害关系",
                (member == null ? "Somebody who joins" : "Member " + member) + " is a member or relative of "
                        + (pairing == null
                                ? "a household that the team helps"
                                : "the household of pairing " + pairing));
    }

    private static List<Membership> until(LocalDate day, List<Membership> members) {
        return members.stream().flatMap(m -> m.before(day).stream()).toList();
    }

    private void requireThere(Organisation organisation) {
        if (organisation.gone(time.today())) {
            throw TEAM_GONE.problem();
        }
    }

    /** Writes other members of a team, and who leads it today. */
    private void write(Organisation team, Told before, List<Membership> members, Caller caller) {
        var oldLed = team.led();
        team.lead(team.kind().team() ? leadsToday(members) : oldLed, time.now());
        writeMembers(team.id(), members);
        organisations.flush();
        note(caller, before, team, members);
        changes.upsert(resource(team), team.id(), team.region(), team.version());
        passOn(team, oldLed, members, caller);
    }

    /**
     * What was paired through the former leader's account goes on through the new one's, or through none; whoever is
     * concerned hears of the new leader, unless the team is gone.
     */
    private void passOn(Organisation organisation, Led before, List<Membership> members, Caller caller) {
        var now = organisation.led();
        if (!Objects.equals(now.account(), before.account())) {
            jobs.submit(HelperRegistry.FOLLOW_SIDE, organisation.region(), organisation.id(), caller.subject());
        }
        var today = time.today();
        if (!Objects.equals(now.leader(), before.leader()) && !organisation.gone(today)) {
            var present = members.stream()
                    .filter(m -> m.on(today))
                    .map(Membership::helperId)
                    .collect(Collectors.toSet());
            outbox.append(new PairingEvent.TeamLeaderChanged(
                    organisation.id(),
                    organisation.region(),
                    organisation.kind().name(),
                    now.leader(),
                    now.account(),
                    today,
                    helpers.byIds(present).values().stream()
                            .map(Helper::account)
                            .filter(Objects::nonNull)
                            .distinct()
                            .sorted()
                            .toList()));
        }
    }

    private Led leadsToday(List<Membership> members) {
        var today = time.today();
        return members.stream()
                .filter(m -> m.role().leads() && m.on(today))
                .findFirst()
                .map(leader -> new Led(
                        leader.helperId(), helpers.findById(leader.helperId()).account()))
                .orElse(new Led(null, null));
    }

    private List<Membership> members(UUID id) {
        return organisations.members(List.of(id)).getOrDefault(id, List.of());
    }

    private void writeMembers(UUID id, List<Membership> members) {
        organisations.replaceMembers(
                id,
                members.stream()
                        .map(m -> new OrganisationMember(Ids.next(), id, m))
                        .toList());
    }

    /** Who leads it and the account through which it acts. Who comes in must be visible to the caller or serve there; members may stay. */
    private Led led(OrganisationDetails details, Caller caller, Set<UUID> present) {
        if (!details.kind().team()) {
            return new Led(null, details.account());
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
        return new Led(leaders.get(0).id(), leaders.get(0).account());
    }

    private static String resource(Organisation organisation) {
        return organisation.kind().team() ? "teams" : "organisations";
    }

    private void note(Caller caller, Told before, Organisation after, List<Membership> members) {
        history.record(
                caller,
                "organisation",
                after.id(),
                after.region(),
                after.version(),
                before,
                Told.of(after, members),
                "APP",
                null);
    }

    /** What the history may know. */
    private record Told(
            String topic,
            String name,
            String unit,
            String region,
            String serviceRegion,
            LocalDate availableTo,
            List<Membership> members) {
        static Told of(Organisation of, List<Membership> members) {
            return new Told(
                    of.topic(), of.name(), of.unit(), of.region(), of.serviceRegion(), of.availableTo(), members);
        }
    }
}
