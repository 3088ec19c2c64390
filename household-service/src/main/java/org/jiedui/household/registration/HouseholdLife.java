package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.HouseholdClosed;
import org.jiedui.household.HouseholdEvent.HouseholdMerged;
import org.jiedui.household.HouseholdEvent.HouseholdRelocated;
import org.jiedui.household.HouseholdEvent.HouseholdSplit;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.region.RegionRepository;
import org.jiedui.household.registration.LifeEvents.Other;

/**
 * What happens to households, each on its day (HH-03): somebody comes, dies or leaves, another head, the whole household
 * moves, a part becomes a household of its own, two become one. Each verb is one transaction; it checks the caller's
 * version, refuses an impossible day ({@link LifeEventPolicy}), keeps exactly one living head, and ends in the journal.
 * Of a split or merge both households have the event, and each names the other.
 */
@ApplicationScoped
public class HouseholdLife {
    private final HouseholdRepository households;
    private final RegionRepository regions;
    private final HouseholdJournal journal;
    private final UniquePersons persons;
    private final LifeEvents events;
    private final Event<HouseholdMoved> moved;
    private final Outbox outbox;
    private final KeyedHash hash;
    private final TimeSource time;

    HouseholdLife(
            HouseholdRepository households,
            RegionRepository regions,
            HouseholdJournal journal,
            UniquePersons persons,
            LifeEvents events,
            Event<HouseholdMoved> moved,
            Outbox outbox,
            KeyedHash hash,
            TimeSource time) {
        this.households = households;
        this.regions = regions;
        this.journal = journal;
        this.persons = persons;
        this.events = events;
        this.moved = moved;
        this.outbox = outbox;
        this.hash = hash;
        this.time = time;
    }

    /** Somebody was born, married in, moved in, was adopted or came back; refused when the person lives elsewhere. */
    @Transactional
    public Household join(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            MemberData data,
            Arrival how,
            LocalDate on,
            String reason) {
        var household = load(caller, id, precondition);
        refuse(LifeEventPolicy.arrivalFaults(
                on, time.today(), household.registeredOn(time.zone()), how, data.birthDate()));
        var before = HouseholdJournal.Before.of(household);
        var member = household.add(data, MemberHashes.of(data, hash));
        member.arrive(on, how, null);
        households.getEntityManager().persist(member);
        events.note(caller, household, LifeEventKind.JOINED, on, List.of(member.id()), Other.because(reason));
        Map<String, byte[]> pointers =
                member.identity() == null ? Map.of() : Map.of("/member/idNumber", member.identity());
        persons.store(caller, pointers, () -> journal.close(caller, household, before, "APP", reason, on));
        return household;
    }

    /**
     * Somebody died or left. The head's successor is part of the same event; when nobody is left, the household is
     * dissolved.
     *
     * @param next only when the head goes and others stay
     */
    @Transactional
    public Household depart(
            Caller caller,
            UUID id,
            UUID memberId,
            LongConsumer precondition,
            Departure why,
            LocalDate on,
            NewHead next,
            String reason) {
        var household = load(caller, id, precondition);
        var member = household.member(memberId);
        refuseUnless(household, on, List.of(member));
        var before = HouseholdJournal.Before.of(household);
        household.depart(member, on, why);
        succeed(household, member.relation() == Relation.HEAD, next);
        events.note(caller, household, LifeEventKind.DEPARTED, on, List.of(memberId), Other.because(reason));
        if (household.present().isEmpty()) {
            close(caller, household, before, on, Closure.DISSOLVED, null, reason);
            events.note(caller, household, LifeEventKind.DISSOLVED, on, List.of(), Other.because(reason));
        } else {
            journal.close(caller, household, before, "APP", reason == null ? why.name() : reason, on);
        }
        return household;
    }

    /** Another present member becomes the head; everybody's relation to the new head is stated. */
    @Transactional
    public Household changeHead(
            Caller caller, UUID id, LongConsumer precondition, NewHead next, LocalDate on, String reason) {
        var household = load(caller, id, precondition);
        var member = household.member(next.memberId());
        refuseUnless(household, on, List.of(member));
        var before = HouseholdJournal.Before.of(household);
        succeed(household, true, next);
        events.note(caller, household, LifeEventKind.HEAD_CHANGED, on, List.of(member.id()), Other.because(reason));
        journal.close(caller, household, before, "APP", reason, on);
        return household;
    }

    /**
     * The whole household moves to another village, which is in force and inside the caller's region. It keeps its
     * number; the change feed removes it in the old region.
     */
    @Transactional
    public Household relocate(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            String village,
            String address,
            LocalDate on,
            String reason) {
        var household = load(caller, id, precondition);
        requireVillage(caller, village);
        refuseUnless(household, on, household.present());
        if (household.region().equals(village)) {
            throw CommonProblem.STATE_CONFLICT.detail("该户已在此村", "The household is in this village already");
        }
        var before = HouseholdJournal.Before.of(household);
        var from = household.region();
        household.relocate(village, address);
        events.note(caller, household, LifeEventKind.RELOCATED, on, List.of(), new Other(null, from, reason));
        journal.close(caller, household, before, "APP", reason, on);
        households.moveRecords(id, village);
        moved.fire(new HouseholdMoved(caller, household, from));
        outbox.append(new HouseholdRelocated(id, household.householdNumber(), village, on, from));
        return household;
    }

    /**
     * Some members become a household of their own: that one begins on the day, without category and with nothing but
     * its people; the old one goes on with the rest.
     *
     * @param members who goes, with what each is to the new head; exactly one is the head
     * @param village null: the same
     * @param next the old household's new head, when its head goes
     * @return the new household
     */
    @Transactional
    public Household split(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            Map<UUID, Relation> members,
            String village,
            String address,
            NewHead next,
            LocalDate on,
            String reason) {
        var household = load(caller, id, precondition);
        var region = village == null ? household.region() : village;
        requireVillage(caller, region);
        var going = present(household, members.keySet());
        if (going.isEmpty() || going.size() == household.present().size()) {
            throw HouseholdProblem.SPLIT_NOT_PARTIAL.problem();
        }
        requireOneHead(members.values());
        refuseUnless(household, on, going);
        var before = HouseholdJournal.Before.of(household);
        var headGoes = going.stream().anyMatch(m -> m.relation() == Relation.HEAD);
        going.forEach(m -> household.depart(m, on, Departure.SPLIT_OFF));
        succeed(household, headGoes, next);
        journal.close(caller, household, before, "APP", reason, on);

        var number = region + "%05d".formatted(households.nextNumbers(region, 1));
        var fresh = new Household(
                new RegisterHousehold(
                        region,
                        household.type(),
                        new HouseholdDescription(null, address, null, List.of(), Causes.NONE),
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        household.safeguards(),
                        null,
                        on),
                number,
                time.now());
        take(fresh, going, members, Arrival.SPLIT_OFF, on);
        persons.store(
                caller,
                UniquePersons.pointers(fresh.members()),
                () -> journal.close(caller, fresh, HouseholdJournal.Before.NOTHING, "APP", reason, on));
        events.note(caller, household, LifeEventKind.SPLIT, on, ids(going), new Other(fresh.id(), null, reason));
        events.note(
                caller,
                fresh,
                LifeEventKind.SPLIT_OFF,
                on,
                ids(fresh.members()),
                new Other(household.id(), null, reason));
        outbox.append(new HouseholdSplit(
                household.id(),
                household.householdNumber(),
                household.region(),
                on,
                fresh.id(),
                number,
                region,
                going.size()));
        return fresh;
    }

    /**
     * Another household goes into this one: its members come over, it is closed and stays readable. Refused while the
     * other has a risk case that somebody works on.
     *
     * @param otherVersion version of the other that the caller saw
     * @param relations what each of the other's members is to this one's head, the other's head included
     */
    @Transactional
    public Household merge(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            UUID otherId,
            long otherVersion,
            Map<UUID, Relation> relations,
            LocalDate on,
            String reason) {
        if (id.equals(otherId)) {
            throw HouseholdProblem.SAME_HOUSEHOLD.problem();
        }
        var household = load(caller, id, precondition);
        var other = load(caller, otherId, version -> {
            if (version != otherVersion) {
                throw CommonProblem.STALE.problem();
            }
        });
        var coming = other.present();
        requireRelations(ids(coming), null, relations);
        refuseUnless(household, on, List.of());
        refuseUnless(other, on, coming);
        var before = HouseholdJournal.Before.of(household);
        absorb(caller, other, coming, Departure.MERGED_OUT, Closure.MERGED, household.id(), on, reason);
        var came = take(household, coming, relations, Arrival.MERGED_IN, on);
        came.forEach(households.getEntityManager()::persist);
        persons.store(caller, Map.of(), () -> journal.close(caller, household, before, "APP", reason, on));
        events.note(caller, household, LifeEventKind.MERGED, on, ids(came), new Other(otherId, null, reason));
        events.note(caller, other, LifeEventKind.MERGED_INTO, on, ids(coming), new Other(id, null, reason));
        outbox.append(merged(household, other, on, "UNION", came.size()));
        return household;
    }

    static HouseholdMerged merged(Household household, Household other, LocalDate on, String manner, int members) {
        return new HouseholdMerged(
                household.id(),
                household.householdNumber(),
                household.region(),
                on,
                other.id(),
                other.householdNumber(),
                other.region(),
                manner,
                members);
    }

    /** Everybody leaves the household and it is closed; their identities are free when this returns. */
    void absorb(
            Caller caller,
            Household other,
            List<Member> leaving,
            Departure how,
            Closure closure,
            UUID into,
            LocalDate on,
            String reason) {
        var before = HouseholdJournal.Before.of(other);
        leaving.forEach(m -> other.depart(m, on, how));
        close(caller, other, before, on, closure, into, reason);
    }

    private void close(
            Caller caller,
            Household household,
            HouseholdJournal.Before before,
            LocalDate on,
            Closure closure,
            UUID into,
            String reason) {
        household.close(on, closure, into);
        journal.close(caller, household, before, "APP", reason, on);
        // the rules end what nobody has acted on; anything else is somebody's work
        if (household.openCaseId() != null) {
            throw HouseholdProblem.CASE_STILL_OPEN.because(
                    new Reason("OPEN_CASE", "未办结流程：" + household.openCaseId(), "Open case: " + household.openCaseId()));
        }
        outbox.append(new HouseholdClosed(
                household.id(), household.householdNumber(), household.region(), on, closure.name(), into));
    }

    /** The same persons in another household. */
    static List<Member> take(
            Household household, List<Member> coming, Map<UUID, Relation> relations, Arrival how, LocalDate on) {
        var came = new ArrayList<Member>();
        for (var member : coming) {
            var data = member.data().as(relations.get(member.id()));
            var copy = household.add(data, member.hashes());
            copy.arrive(on, how, member);
            came.add(copy);
        }
        return came;
    }

    private void succeed(Household household, boolean headGoes, NewHead next) {
        var remaining = household.present();
        if (!headGoes) {
            if (next != null) {
                throw HouseholdProblem.HEAD_EXISTS.problem();
            }
            return;
        }
        if (remaining.isEmpty()) {
            return;
        }
        if (next == null) {
            throw HouseholdProblem.HEAD_MUST_STAY.problem();
        }
        var head = remaining.stream()
                .filter(m -> m.id().equals(next.memberId()))
                .findFirst()
                .orElseThrow(HouseholdProblem.ALREADY_DEPARTED::problem);
        requireRelations(ids(remaining), head.id(), next.relations());
        household.head(head, next.relations());
    }

    static void requireRelations(List<UUID> members, UUID head, Map<UUID, Relation> relations) {
        var missing = LifeEventPolicy.withoutRelation(members, head, relations);
        if (!missing.isEmpty()) {
            throw HouseholdProblem.RELATIONS_INCOMPLETE.because(missing.stream()
                    .map(m -> new Reason("RELATION_MISSING", "成员 " + m, "Member " + m))
                    .toList());
        }
    }

    private static void requireOneHead(Collection<Relation> relations) {
        if (relations.stream().filter(Relation.HEAD::equals).count() != 1) {
            throw HouseholdProblem.HEAD_EXISTS.problem();
        }
    }

    private static List<Member> present(Household household, Set<UUID> ids) {
        var found = ids.stream().map(household::member).toList();
        if (!found.stream().allMatch(Member::isPresent)) {
            throw HouseholdProblem.ALREADY_DEPARTED.problem();
        }
        return household.present().stream().filter(m -> ids.contains(m.id())).toList();
    }

    private void refuseUnless(Household household, LocalDate on, List<Member> concerned) {
        refuse(LifeEventPolicy.faults(
                on,
                time.today(),
                household.registeredOn(time.zone()),
                concerned.stream()
                        .map(m -> new LifeEventPolicy.Person(m.birthDate(), m.joinedOn()))
                        .toList()));
    }

    private static void refuse(Set<LifeEventPolicy.Fault> faults) {
        if (!faults.isEmpty()) {
            throw HouseholdProblem.EVENT_DATE_REFUSED.because(
                    faults.stream().map(f -> Reason.of(f, f.zh(), f.en())).toList());
        }
    }

    private void requireVillage(Caller caller, String village) {
        caller.requireCovers(village);
        if (regions.byCode(village).filter(r -> r.inForce(time.today())).isEmpty()) {
            throw HouseholdProblem.UNKNOWN_REGION.problem();
        }
    }

    private Household load(Caller caller, UUID id, LongConsumer precondition) {
        var household = households.requireByOffice(caller, id);
        precondition.accept(household.version());
        household.requireOpen();
        return household;
    }

    private static List<UUID> ids(List<Member> members) {
        return members.stream().map(Member::id).toList();
    }
}
