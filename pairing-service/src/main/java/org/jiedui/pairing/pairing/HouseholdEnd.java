package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.household.HouseholdProjection;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.matching.Wishes;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * What happens to pairings when their household is closed or becomes one with another, or when their helped side moves.
 * Needs the transaction of the consumer or job. The places of all helpers are locked at once and in the order in which everybody locks them.
 */
@ApplicationScoped
public class HouseholdEnd {
    private final PairingRepository pairings;
    private final ReplacementQueue queue;
    private final ChangeRequestRepository requests;
    private final Wishes wishes;
    private final HouseholdRepository households;
    private final HouseholdProjection projection;
    private final ProgrammeRepository programmes;
    private final Admission admission;
    private final PairingConfirmation confirmation;
    private final PairingRest rest;
    private final PairingDoor door;
    private final Capacity capacity;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    HouseholdEnd(
            PairingRepository pairings,
            ReplacementQueue queue,
            ChangeRequestRepository requests,
            Wishes wishes,
            HouseholdRepository households,
            HouseholdProjection projection,
            ProgrammeRepository programmes,
            Admission admission,
            PairingConfirmation confirmation,
            PairingRest rest,
            PairingDoor door,
            Capacity capacity,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.pairings = pairings;
        this.queue = queue;
        this.requests = requests;
        this.wishes = wishes;
        this.households = households;
        this.projection = projection;
        this.programmes = programmes;
        this.admission = admission;
        this.confirmation = confirmation;
        this.rest = rest;
        this.door = door;
        this.capacity = capacity;
        this.certificates = certificates;
        this.gaps = gaps;
        this.time = time;
    }

    /** A pairing as it was before its household was no more. */
    private record Was(Pairing pairing, PairingState state, Words words) {}

    /**
     * A household is no more: proposals are withdrawn and pairings end with the reason. After a merger each confirmed one
     * goes on with the survivor as an interval of its own, unless a rule refuses it there (the survivor has its helpers
     * already, say); then it is over. What rested rests on, and who stood in
     * stands in for it.
     *
     * @param survivor null when it was dissolved
     */
    public void closed(UUID household, String region, UUID survivor, Instant at) {
        pairings.lockHelped(survivor == null ? List.of(household) : List.of(household, survivor));
        projection.closed(household, region, at);
        var words = new Words(survivor == null ? PairingReason.HELPED_CLOSED : PairingReason.HELPED_MERGED, null);
        var ended = new ArrayList<Was>();
        var live = pairings.liveOf(household);
        capacity.lock(live.stream().map(Pairing::helperId).collect(Collectors.toSet()));
        for (var pairing : live) {
            var opened = door.opened(pairing);
            var confirmed = pairing.confirmedAt() != null;
            var was = new Was(pairing, pairing.state(), new Words(pairing.reason(), pairing.remark()));
            pairing.finish(
                    confirmed ? PairingState.ENDED : PairingState.WITHDRAWN, time.today(), words, null, time.now());
            capacity.release(pairing.helperId(), pairing.role().name());
            if (pairing.certificateNumber() != null) {
                certificates.end(pairing.id(), pairing.endedOn());
            }
            door.close(
                    opened,
                    confirmed ? Step.END : Step.WITHDRAW,
                    Caller.SYSTEM,
                    confirmed ? PairingEvent.PairingEnded::new : PairingEvent.PairingWithdrawn::new);
            if (confirmed) {
                ended.add(was);
            }
        }
        gaps.review(household, null);
        if (survivor != null) {
            passOn(ended, survivor, region);
            gaps.review(survivor, null);
        }
    }

    private void passOn(List<Was> ended, UUID survivor, String region) {
        var absent = new HashMap<UUID, Pairing>();
        // whoever is stood in for comes before who stands in
        ended.sort(Comparator.comparing(was -> was.pairing().coversId() != null));
        var known = households.findById(survivor);
        var helped = new HelpedSide(HelpedKind.HOUSEHOLD, survivor, null, known == null ? region : known.region());
        for (var was : ended) {
            var pairing = was.pairing();
            var covered = absent.get(pairing.coversId());
            var to = pairing.validTo();
            if (to != null && to.isBefore(time.today())) {
                continue;
            }
            var admitted = admission
                    .admitAll(
                            List.of(new Admission.Wish(
                                    pairing.programme(),
                                    programmes.findById(pairing.programmeId()).rules(),
                                    pairing.role(),
                                    pairing.helperSide(),
                                    pairing.helperId(),
                                    helped,
                                    time.today(),
                                    to,
                                    covered == null ? pairing.id() : covered.id())),
                            Caller.SYSTEM)
                    .get(0);
            if (admitted.refusal() == null) {
                var next = new Pairing(
                        Ids.next(),
                        pairing.programme(),
                        pairing.programmeId(),
                        pairing.role(),
                        admitted.helper(),
                        helped,
                        time.today(),
                        to,
                        time.now());
                if (covered != null) {
                    next.cover(covered);
                }
                next.follow(pairing);
                next.confirm(confirmation.issue(next), null, time.now());
                pairing.replacedBy(next.id());
                door.begin(next, Caller.SYSTEM, PairingEvent.PairingConfirmed::new);
                if (was.state() == PairingState.SUSPENDED) {
                    rest.because(next, was.words(), pairing.permit(), Caller.SYSTEM);
                    absent.put(pairing.id(), next);
                }
            }
        }
    }

    /**
     * A household moved, or its village became another one, or a mentee or enterprise moved: its pairings and all that waits for a decision about them move
     * along, to be seen by the offices of the new division.
     */
    public void relocated(UUID helped, String region) {
        pairings.lockHelped(helped);
        takeAlong(pairings.liveOf(helped), helped, region);
        gaps.moved(helped, region);
        projection.moved(helped, region);
        wishes.moved(helped, region);
    }

    /** A village got another code or went into another village: its own pairings are that one's from now on. */
    void villageBecame(String code, String successor) {
        takeAlong(
                pairings.liveOf(HelpedSide.village(code).id()),
                HelpedSide.village(successor).id(),
                successor);
    }

    private void takeAlong(List<Pairing> live, UUID helped, String region) {
        for (var pairing : live) {
            if (!pairing.region().equals(region)) {
                var opened = door.opened(pairing);
                var from = pairing.region();
                pairing.relocate(helped, region, time.now());
                door.moved(opened, from, Caller.SYSTEM);
            }
        }
        var ids = live.stream().map(Pairing::id).toList();
        if (!ids.isEmpty()) {
            queue.update("region = ?1 where id in ?2", region, ids);
            requests.update("region = ?1, version = version + 1 where pairingId in ?2 and region <> ?1", region, ids);
        }
    }
}
