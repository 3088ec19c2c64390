package org.jiedui.pairing.organisation;

import static org.jiedui.pairing.PairingProblem.ALLIANCE_MEMBER_ALREADY;
import static org.jiedui.pairing.PairingProblem.ALLIANCE_NEEDS_LEAD;
import static org.jiedui.pairing.PairingProblem.ALLIANCE_OVER;
import static org.jiedui.pairing.PairingProblem.MEMBERSHIP_CLOSED;
import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_ORGANISATION;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Changes;

/**
 * Founds and changes alliances (PA-04). The founding office names, invites, lets lead and closes; the office of a member's
 * division accepts, declines and leaves for it. Of those whom the founding office may answer for itself, and of
 * organisations of other provinces, it is taken that they agreed. Each change bears history, audit and, in every division
 * concerned, an entry of the feed.
 */
@ApplicationScoped
public class AllianceRegistry {
    private static final int PROVINCE_DIGITS = 2;

    private final AllianceRepository alliances;
    private final OrganisationRepository organisations;
    private final FieldHistory history;
    private final AuditTrail audit;
    private final Changes changes;
    private final TimeSource time;

    AllianceRegistry(
            AllianceRepository alliances,
            OrganisationRepository organisations,
            FieldHistory history,
            AuditTrail audit,
            Changes changes,
            TimeSource time) {
        this.alliances = alliances;
        this.organisations = organisations;
        this.history = history;
        this.audit = audit;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Whom to invite.
     *
     * @param organisationId of a registered organisation or team; null for one of another province
     * @param name of that one
     * @param region division code of that one
     */
    public record Invitation(UUID organisationId, String name, String region, LocalDate since) {}

    /**
     * Founds an alliance in the caller's region, led by an organisation or team of that region.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}; what {@link #invite} refuses
     */
    @Transactional
    public Alliance found(
            String name, String region, LocalDate since, UUID leader, List<Invitation> invited, Caller caller) {
        caller.requireCovers(region);
        var founder = organisations
                .find(leader, caller)
                .filter(known -> known.availableTo() == null && known.region().startsWith(region))
                .orElseThrow(UNKNOWN_ORGANISATION::problem);
        var alliance = new Alliance(Ids.next(), region, name, since, time.now());
        alliances.persist(alliance);
        var members = new ArrayList<AllianceMember>();
        var leading = new AllianceMember(
                Ids.next(), alliance.id(), leader, founder.name(), founder.region(), MemberRole.LEADER, since);
        leading.accept(caller.subject(), time.now());
        members.add(leading);
        var known = known(invited);
        invited.forEach(each -> members.add(invited(alliance, each, known, members, caller)));
        members.forEach(alliances::persist);
        write("FOUNDED", alliance, null, members, caller);
        return alliance;
    }

    /**
     * Renames, or sets or takes back the end.
     *
     * @param until first day no longer in being, or null
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION} for any but the founding office; {@code
     *     ALLIANCE_OVER}; {@code TERM_NOT_ALLOWED} for an end before the beginning
     */
    @Transactional
    public Alliance change(UUID id, String name, LocalDate until, Caller caller, LongConsumer versionCheck) {
        var opened = openAsFounder(id, caller, versionCheck);
        if (until != null && !until.isAfter(opened.alliance().since())) {
            throw TERM_NOT_ALLOWED.because(new Reason("UNTIL", "解散日期应晚于成立日期", "It ends after it begins"));
        }
        opened.alliance().write(name, until, time.now());
        return close("CHANGED", opened, caller);
    }

    /**
     * Invites an organisation or team.
     *
     * @throws org.jiedui.chassis.problem.ProblemException as {@link #change}; {@code UNKNOWN_ORGANISATION}, also for one of
     *     the alliance's province that is named instead of registered; {@code ALLIANCE_MEMBER_ALREADY}
     */
    @Transactional
    public Alliance invite(UUID id, Invitation invitation, Caller caller, LongConsumer versionCheck) {
        var opened = openAsFounder(id, caller, versionCheck);
        opened.add(
                alliances,
                invited(opened.alliance(), invitation, known(List.of(invitation)), opened.members(), caller));
        return close("INVITED", opened, caller);
    }

    /**
     * Accepts an invitation for an organisation of the caller's division.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}; {@code MEMBERSHIP_CLOSED} when it does not
     *     wait for an answer
     */
    @Transactional
    public Alliance accept(UUID id, UUID memberId, Caller caller, LongConsumer versionCheck) {
        var opened = open(id, caller, versionCheck);
        var member = opened.member(memberId);
        caller.requireCovers(member.region());
        if (!member.open() || member.acceptedAt() != null) {
            throw MEMBERSHIP_CLOSED.problem();
        }
        member.accept(caller.subject(), time.now());
        return close("ACCEPTED", opened, caller);
    }

    /**
     * Ends a membership, or declines or takes back an invitation: by the office of the member's division or the founding one.
     *
     * @param on first day no longer a member
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}; {@code MEMBERSHIP_CLOSED} when it is over;
     *     {@code ALLIANCE_NEEDS_LEAD} for the leading member; {@code TERM_NOT_ALLOWED} for a day before its first
     */
    @Transactional
    public Alliance leave(UUID id, UUID memberId, LocalDate on, Caller caller, LongConsumer versionCheck) {
        var opened = open(id, caller, versionCheck);
        var member = opened.member(memberId);
        if (!caller.covers(opened.alliance().region())) {
            caller.requireCovers(member.region());
        }
        if (!member.open()) {
            throw MEMBERSHIP_CLOSED.problem();
        }
        if (member.leads()) {
            throw ALLIANCE_NEEDS_LEAD.problem();
        }
        if (member.acceptedAt() != null && on.isBefore(member.since())) {
            throw TERM_NOT_ALLOWED.because(
                    new Reason("ON", "退出日期应不早于加入日期", "It goes on its first day at the earliest"));
        }
        member.end(on);
        return close("LEFT", opened, caller);
    }

    /**
     * Lets another accepted member lead from a day on; who led before is a plain member from that day.
     *
     * @throws org.jiedui.chassis.problem.ProblemException as {@link #change}; {@code MEMBERSHIP_CLOSED} for one who is no
     *     member, leads already or was invited only; {@code TERM_NOT_ALLOWED} for a day before either's first
     */
    @Transactional
    public Alliance lead(UUID id, UUID memberId, LocalDate from, Caller caller, LongConsumer versionCheck) {
        var opened = openAsFounder(id, caller, versionCheck);
        var member = opened.member(memberId);
        if (!member.open() || member.acceptedAt() == null || member.leads()) {
            throw MEMBERSHIP_CLOSED.problem();
        }
        var former = opened.members().stream().filter(AllianceMember::leads).toList();
        if (Stream.concat(former.stream(), Stream.of(member)).anyMatch(each -> from.isBefore(each.since()))) {
            throw TERM_NOT_ALLOWED.because(
                    new Reason("FROM", "牵头日期应不早于双方加入日期", "The day is none before the memberships began"));
        }
        former.forEach(each -> opened.add(alliances, each.as(Ids.next(), MemberRole.MEMBER, from)));
        opened.add(alliances, member.as(Ids.next(), MemberRole.LEADER, from));
        return close("LEAD_CHANGED", opened, caller);
    }

    /**
     * An organisation has another name, lies elsewhere or goes for good: its memberships follow, as far as they are not over. One that leads and goes
     * leaves the alliance without a leading member until the founding office lets another one lead. Needs a transaction.
     */
    void follow(Organisation organisation, Caller caller) {
        var open = alliances.presentOf(organisation.id(), time.today());
        var members = alliances.members(
                open.stream().map(AllianceMember::allianceId).distinct().toList());
        members.forEach((id, all) -> {
            var alliance = alliances.findById(id);
            var before = Told.of(alliance, all);
            var oldRegions = regions(alliance, all);
            var news = false;
            for (var member : all) {
                if (!member.over(time.today()) && organisation.id().equals(member.organisationId())) {
                    news |= member.follow(organisation);
                    var gone = organisation.availableTo() == null
                            ? null
                            : organisation.availableTo().plusDays(1);
                    if (gone != null && (member.open() || gone.isBefore(member.until()))) {
                        member.end(gone);
                        news = true;
                    }
                }
            }
            if (news) {
                alliance.touch(time.now());
                write("MEMBER_CHANGED", alliance, before, all, caller);
                // who sees it no longer is told so
                oldRegions.stream()
                        .filter(region -> !regions(alliance, all).contains(region))
                        .forEach(region -> changes.upsert("alliances", id, region, alliance.version()));
            }
        });
    }

    private Map<UUID, Organisation> known(List<Invitation> invitations) {
        return organisations.byIds(invitations.stream()
                .map(Invitation::organisationId)
                .filter(Objects::nonNull)
                .toList());
    }

    private AllianceMember invited(
            Alliance alliance,
            Invitation invitation,
            Map<UUID, Organisation> registered,
            List<AllianceMember> members,
            Caller caller) {
        var known = registered.get(invitation.organisationId());
        var elsewhere = invitation.organisationId() == null
                && !invitation.region().startsWith(alliance.region().substring(0, PROVINCE_DIGITS));
        // one that goes is invited nowhere
        if (known == null ? !elsewhere : known.availableTo() != null) {
            throw UNKNOWN_ORGANISATION.problem();
        }
        var name = known == null ? invitation.name() : known.name();
        var memberships = members.stream()
                .filter(member ->
                        known == null ? member.name().equals(name) : known.id().equals(member.organisationId()))
                .toList();
        if (memberships.stream().anyMatch(AllianceMember::open)) {
            throw ALLIANCE_MEMBER_ALREADY.because(new Reason("MEMBER", name, name));
        }
        var left = memberships.stream()
                .filter(member -> member.acceptedAt() != null)
                .map(AllianceMember::until)
                .max(Comparator.naturalOrder())
                .orElse(alliance.since());
        var since = Stream.of(alliance.since(), left, invitation.since() == null ? left : invitation.since())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var member = new AllianceMember(
                Ids.next(),
                alliance.id(),
                invitation.organisationId(),
                name,
                known == null ? invitation.region() : known.region(),
                MemberRole.MEMBER,
                since);
        if (elsewhere || caller.covers(member.region())) {
            member.accept(caller.subject(), time.now());
        }
        return member;
    }

    /** An alliance on its way through a change. */
    private record Opened(Alliance alliance, List<AllianceMember> members, Told before) {
        AllianceMember member(UUID id) {
            return members.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(CommonProblem.NOT_FOUND::problem);
        }

        void add(AllianceRepository alliances, AllianceMember member) {
            alliances.persist(member);
            members.add(member);
        }
    }

    private Opened open(UUID id, Caller caller, LongConsumer versionCheck) {
        var alliance = alliances.require(id, caller);
        versionCheck.accept(alliance.version());
        if (alliance.over(time.today())) {
            throw ALLIANCE_OVER.problem();
        }
        var members = new ArrayList<>(alliances.members(List.of(id)).getOrDefault(id, List.of()));
        return new Opened(alliance, members, Told.of(alliance, members));
    }

    private Opened openAsFounder(UUID id, Caller caller, LongConsumer versionCheck) {
        var opened = open(id, caller, versionCheck);
        caller.requireCovers(opened.alliance().region());
        return opened;
    }

    private Alliance close(String deed, Opened opened, Caller caller) {
        opened.alliance().touch(time.now());
        write(deed, opened.alliance(), opened.before(), opened.members(), caller);
        return opened.alliance();
    }

    private void write(String deed, Alliance alliance, Told before, List<AllianceMember> members, Caller caller) {
        alliances.flush();
        history.record(
                caller,
                "alliance",
                alliance.id(),
                alliance.region(),
                alliance.version(),
                before,
                Told.of(alliance, members),
                "APP",
                null);
        audit.record(
                caller,
                "ALLIANCE_" + deed,
                "alliance",
                alliance.id(),
                alliance.region(),
                Map.of("version", alliance.version()));
        regions(alliance, members)
                .forEach(region -> changes.upsert("alliances", alliance.id(), region, alliance.version()));
    }

    private static List<String> regions(Alliance alliance, List<AllianceMember> members) {
        return Stream.concat(Stream.of(alliance.region()), members.stream().map(AllianceMember::region))
                .distinct()
                .toList();
    }

    /** What the history may know; members are compared one by one. */
    private record Told(String name, String region, LocalDate since, LocalDate until, List<Member> members) {
        static Told of(Alliance alliance, List<AllianceMember> members) {
            return new Told(
                    alliance.name(),
                    alliance.region(),
                    alliance.since(),
                    alliance.until(),
                    members.stream().map(Member::of).toList());
        }

        private record Member(
                String id,
                UUID organisationId,
                String name,
                String region,
                MemberRole role,
                LocalDate since,
                LocalDate until,
                String acceptedBy) {
            static Member of(AllianceMember of) {
                return new Member(
                        of.id().toString(),
                        of.organisationId(),
                        of.name(),
                        of.region(),
                        of.role(),
                        of.since(),
                        of.until(),
                        of.acceptedBy());
            }
        }
    }
}
