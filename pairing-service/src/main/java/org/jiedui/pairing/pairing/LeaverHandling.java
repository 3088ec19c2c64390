package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/**
 * What happens to one pairing when its helper goes: a proposal is withdrawn; a pairing whose helped side keeps another
 * primary helper, and the departments that it needs, ends on the first day without the helper; everything else is queued
 * and, from that day on, rests under the recorded exception that somebody is being looked for. The household's gap opens
 * then, with its age. While a helper is only on leave nothing ends. The helper's own dates count as they are now: a leave
 * that was moved moves what is queued, and one that was taken back, or is over, leaves all as it is. All steps go through
 * the usual use cases.
 */
@ApplicationScoped
public class LeaverHandling {
    private static final int AT_ONCE = 500;
    private static final UncouplingPermit QUEUED =
            new UncouplingPermit("帮扶责任人离岗，已列入更换名单 / helper gone, queued for replacement", null);
    private static final UncouplingPermit GONE =
            new UncouplingPermit("拟任帮扶责任人离岗，须另行提出 / helper gone, to be proposed anew", null);

    private final PairingRepository pairings;
    private final PairingEnding ending;
    private final PairingRest rest;
    private final Coupling coupling;
    private final Presence presence;
    private final ReplacementQueue queue;
    private final WorkingDays workingDays;
    private final PairingConfig config;
    private final TimeSource time;

    LeaverHandling(
            PairingRepository pairings,
            PairingEnding ending,
            PairingRest rest,
            Coupling coupling,
            Presence presence,
            ReplacementQueue queue,
            WorkingDays workingDays,
            PairingConfig config,
            TimeSource time) {
        this.pairings = pairings;
        this.ending = ending;
        this.rest = rest;
        this.coupling = coupling;
        this.presence = presence;
        this.queue = queue;
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
        if (!pairing.state().live()) {
            return BulkItem.Status.ENDED;
        }
        var queued = queue.findById(id);
        var from = presence.awayFrom(pairing, order.kind().reason());
        if (from == null) {
            // taken back, or over
            if (queued != null && !queued.isActed() && queued.like(order.kind().reason())) {
                queue.settle(id);
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
        if (queued == null) {
            queued = new QueuedReplacement(
                    pairing, order.kind().reason(), from, due(from), caller.subject(), time.now());
            queue.persist(queued);
        } else if (!queued.isActed() && (queued.like(order.kind().reason()) || from.isBefore(queued.since()))) {
            queued.move(order.kind().reason(), from, due(from));
        }
        if (gone) {
            putToRest(queued, pairing, words, caller);
        }
        return BulkItem.Status.QUEUED;
    }

    /** Pairings that were queued before their first day without the helper, which has come; by id, not locked. */
    @Transactional
    public List<UUID> due(UUID after) {
        return queue.notActed(time.today(), after, AT_ONCE);
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
        var queued = queue.findById(id);
        if (queued == null || queued.isActed()) {
            return;
        }
        var from = presence.awayFrom(pairing, queued.reason());
        if (from == null) {
            queue.settle(id);
            return;
        }
        if (from.isAfter(time.today())) {
            queued.move(queued.reason(), from, due(from));
            return;
        }
        var words = new Words(queued.reason(), null);
        if (queued.reason() != PairingReason.LONG_LEAVE && pairing.state().live() && !coupling.needed(pairing)) {
            ending.end(id, words, null, Caller.SYSTEM, version -> {});
        } else {
            putToRest(queued, pairing, words, Caller.SYSTEM);
        }
    }

    private LocalDate due(LocalDate from) {
        return workingDays.after(from, config.replacementDays());
    }

    private void putToRest(QueuedReplacement queued, Pairing pairing, Words words, Caller caller) {
        queued.acted();
        if (pairing.state() == PairingState.ACTIVE) {
            rest.suspend(pairing.id(), words, QUEUED, caller, version -> {});
        }
    }
}
