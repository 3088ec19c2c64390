package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.helper.Capacity;

/**
 * What happens to one pairing when its helper goes: a proposal is withdrawn; a pairing whose helped side keeps another
 * primary helper, and the departments that it needs, ends on the first day without the helper; everything else is queued
 * and, from that day on, rests under the recorded exception that somebody is being looked for. The household's gap opens
 * then, with its age, and when the helper is gone for good the access and the certificate end. While a helper is only on leave
 * nothing ends, except that who stands in for somebody is done with it on the day: the one whom he stood in for is queued. The
 * helper's own dates count as they are now: a leave
 * that was moved moves what is queued, and one that was taken back, or is over, leaves all as it is. The queue tells of one
 * of a leave and a going for good only, so nobody relies on it to know of the other: the dates are asked each time, and of
 * pairings that are not queued at all. All steps go through the usual use cases.
 */
@ApplicationScoped
public class LeaverHandling {
    private static final int AT_ONCE = 500;
    private static final UncouplingPermit QUEUED =
            new UncouplingPermit("帮扶责任人离岗，已列入更换名单 / helper gone, queued for replacement", null);
    private static final UncouplingPermit GONE =
            new UncouplingPermit("拟任帮扶责任人离岗，须另行提出 / helper gone, to be proposed anew", null);

    private final PairingRepository pairings;
    private final PairingDoor door;
    private final PairingEnding ending;
    private final PairingRest rest;
    private final Coupling coupling;
    private final Presence presence;
    private final ReplacementQueue queue;
    private final Capacity capacity;
    private final CertificateIssue certificates;
    private final WorkingDays workingDays;
    private final PairingConfig config;
    private final TimeSource time;

    LeaverHandling(
            PairingRepository pairings,
            PairingDoor door,
            PairingEnding ending,
            PairingRest rest,
            Coupling coupling,
            Presence presence,
            ReplacementQueue queue,
            Capacity capacity,
            CertificateIssue certificates,
            WorkingDays workingDays,
            PairingConfig config,
            TimeSource time) {
        this.pairings = pairings;
        this.door = door;
        this.ending = ending;
        this.rest = rest;
        this.coupling = coupling;
        this.presence = presence;
        this.queue = queue;
        this.capacity = capacity;
        this.certificates = certificates;
        this.workingDays = workingDays;
        this.config = config;
        this.time = time;
    }

    @Transactional
    BulkItem.Status handle(UUID id, HelperLeave.Order order, Caller caller) {
        var pairing = pairings.require(id, caller);
        pairings.lockHelped(pairing.helpedId());
        pairings.refresh(pairing);
        var words = new Words(order.kind().reason(), order.remark());
        if (pairing.state() == PairingState.REPLACED) {
            return endOverlap(pairing, caller) ? BulkItem.Status.ENDED : BulkItem.Status.KEPT;
        }
        if (!pairing.state().live()) {
            return BulkItem.Status.ENDED;
        }
        var queued = queue.findById(id);
        var from = presence.awayFrom(pairing, order.kind().reason());
        if (from == null) {
            // taken back, or over
            if (queued != null && !queued.isActed() && queued.like(order.kind().reason())) {
                moveOrSettle(queued, going(pairing, order.kind().reason()));
            }
            return BulkItem.Status.KEPT;
        }
        if (pairing.confirmedAt() == null) {
            ending.withdraw(id, words, coupling.breaksForm(pairing) ? GONE : null, caller, version -> {});
            return BulkItem.Status.WITHDRAWN;
        }
        var gone = !from.isAfter(time.today());
        if (gone && order.kind() != HelperLeave.Kind.LONG_LEAVE && !coupling.needed(pairing)) {
            ending.end(id, words, null, caller, version -> {});
            return BulkItem.Status.ENDED;
        }
        if (gone && pairings.standsIn(pairing)) {
            endCover(pairing, from, words, caller);
            return BulkItem.Status.ENDED;
        }
        if (queued == null) {
            queued = new QueuedReplacement(
                    pairing, order.kind().reason(), from, due(from), caller.subject(), time.now());
            queue.persist(queued);
        } else if (!queued.isActed() && (queued.like(order.kind().reason()) || from.isBefore(queued.since()))) {
            moveOrSettle(queued, going(pairing, order.kind().reason()));
        }
        if (gone) {
            putToRest(queued, pairing, words, from, caller);
        }
        return BulkItem.Status.QUEUED;
    }

    /** Pairings that were queued before their first day without the helper, which has come; by id, not locked. */
    @Transactional
    public List<UUID> due(UUID after) {
        return queue.notActed(time.today(), after, AT_ONCE);
    }

    /**
     * Active pairings whose helper side has gone for good or on leave, whether or not they were queued for that, and those
     * that rest for something else, or have their overlap with the successor, when it has gone for good; by id, not locked. A row that told of it may have told of
     * something else, or have been settled when the pairing went on before the day, and a pairing may have begun after the
     * leave was noted.
     */
    @Transactional
    public List<UUID> left(UUID after) {
        return pairings.ofGone(after, AT_ONCE);
    }

    /**
     * Acts on one of them, unless the helper's own dates say by now that it goes later or stays; nothing is left to do when
     * another replica or an office was faster.
     */
    @Transactional
    public void actOnTheDay(UUID id) {
        var pairing = pairings.require(id, Caller.SYSTEM);
        pairings.lockHelped(pairing.helpedId());
        pairings.refresh(pairing);
        if (pairing.state() == PairingState.REPLACED) {
            endOverlap(pairing, Caller.SYSTEM);
            return;
        }
        var queued = queue.findById(id);
        var rests = queued == null ? pairing.state() != PairingState.ACTIVE : queued.isActed();
        if (rests
                && (pairing.state() != PairingState.SUSPENDED
                        || pairing.reason().forGood())) {
            return;
        }
        var going = going(pairing, queued == null ? PairingReason.HELPER_LEFT : queued.reason());
        if (queued != null && !rests) {
            moveOrSettle(queued, going);
        }
        // of what rests already only going for good makes something else
        if (going == null
                || going.from().isAfter(time.today())
                || rests && !going.reason().forGood()) {
            return;
        }
        var words = new Words(going.reason(), null);
        if (going.reason() != PairingReason.LONG_LEAVE && pairing.state().live() && !coupling.needed(pairing)) {
            ending.end(id, words, null, Caller.SYSTEM, version -> {});
            return;
        }
        if (pairing.state().live() && pairings.standsIn(pairing)) {
            endCover(pairing, going.from(), words, Caller.SYSTEM);
            return;
        }
        if (queued == null) {
            queued = new QueuedReplacement(
                    pairing, going.reason(), going.from(), due(going.from()), Caller.SYSTEM.subject(), time.now());
            queue.persist(queued);
        }
        putToRest(queued, pairing, words, going.from(), Caller.SYSTEM);
    }

    /** How a helper side goes, and its first day away. */
    private record Going(PairingReason reason, LocalDate from) {}

    /**
     * What its dates say of a helper side that may go on leave and for good: which comes first, and for good once that has
     * come.
     *
     * @param known how it goes, as far as was noted
     * @return null when it stays
     */
    private Going going(Pairing pairing, PairingReason known) {
        var forGood = known.forGood() ? known : PairingReason.HELPER_LEFT;
        var left = presence.awayFrom(pairing, forGood);
        var leave = presence.awayFrom(pairing, PairingReason.LONG_LEAVE);
        if (left != null && (leave == null || !left.isAfter(leave) || !left.isAfter(time.today()))) {
            return new Going(forGood, left);
        }
        return leave == null ? null : new Going(PairingReason.LONG_LEAVE, leave);
    }

    private void moveOrSettle(QueuedReplacement queued, Going going) {
        if (going == null) {
            queue.settle(queued.pairingId());
        } else {
            queued.move(going.reason(), going.from(), due(going.from()));
        }
    }

    private LocalDate due(LocalDate from) {
        return workingDays.after(from, config.replacementDays());
    }

    /**
     * Who was replaced and is gone for good before the overlap with the successor is over is done with it, but not before
     * the successor's first day.
     *
     * @return whether that was so
     */
    private boolean endOverlap(Pairing pairing, Caller caller) {
        var today = time.today();
        var gone = presence.awayFrom(pairing, PairingReason.HELPER_LEFT);
        if (gone == null || gone.isAfter(today) || !pairing.endedOn().isAfter(today)) {
            return false;
        }
        var begun = pairings.findById(pairing.replacedById()).validFrom();
        var opened = door.opened(pairing);
        pairing.leaveOverlap(gone.isBefore(begun) ? begun : gone, time.now());
        capacity.redated(pairing.helperId(), pairing.role().name());
        certificates.end(pairing.id(), pairing.endedOn());
        door.leftOverlap(opened, caller);
        return true;
    }

    private void endCover(Pairing cover, LocalDate from, Words words, Caller caller) {
        var absent = pairings.findById(cover.coversId());
        var queued = queue.findById(absent.id());
        if (queued == null) {
            queued = new QueuedReplacement(absent, absent.reason(), from, due(from), caller.subject(), time.now());
            queue.persist(queued);
        }
        queued.acted();
        ending.end(cover.id(), words, QUEUED, caller, version -> {});
    }

    private void putToRest(QueuedReplacement queued, Pairing pairing, Words words, LocalDate from, Caller caller) {
        queued.acted();
        if (pairing.state() == PairingState.ACTIVE) {
            rest.suspend(pairing.id(), words, QUEUED, caller, version -> {});
        } else if (words.reason().forGood() && !pairing.reason().forGood()) {
            rest.because(pairing, words, QUEUED, caller);
        }
        if (words.reason().forGood()) {
            certificates.end(pairing.id(), from);
        }
    }
}
