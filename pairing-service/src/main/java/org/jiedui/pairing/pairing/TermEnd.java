package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/**
 * What happens to a pairing whose term is over and that nobody extended: a proposal is withdrawn; mentoring, help for
 * enterprises and whatever the helped side can do without ends; a household in care or a village that would be left without
 * anybody keeps the pairing, which is queued for an extension or a replacement and rests under the recorded exception that
 * one is looked for. The household's gap opens then. A cover ends on its own last day, and the one whom it stood in for is
 * queued. All steps go through the usual use cases.
 */
@ApplicationScoped
public class TermEnd {
    private static final int AT_ONCE = 500;

    private static final UncouplingPermit LOOKED_FOR =
            new UncouplingPermit("结对期满，已列入更换名单 / term over, queued for extension or replacement", null);

    private final PairingRepository pairings;
    private final PairingEnding ending;
    private final PairingRest rest;
    private final Coupling coupling;
    private final ReplacementQueue queue;
    private final WorkingDays workingDays;
    private final PairingConfig config;
    private final TimeSource time;

    TermEnd(
            PairingRepository pairings,
            PairingEnding ending,
            PairingRest rest,
            Coupling coupling,
            ReplacementQueue queue,
            WorkingDays workingDays,
            PairingConfig config,
            TimeSource time) {
        this.pairings = pairings;
        this.ending = ending;
        this.rest = rest;
        this.coupling = coupling;
        this.queue = queue;
        this.workingDays = workingDays;
        this.config = config;
        this.time = time;
    }

    /** Pairings past their last day of which nothing was made yet; by id, not locked. */
    @Transactional
    public List<UUID> due(UUID after) {
        return pairings.pastTerm(after, AT_ONCE);
    }

    /** Acts on one of them; nothing is left to do when another replica or an office was faster. */
    @Transactional
    public void act(UUID id) {
        var pairing = pairings.require(id, Caller.SYSTEM);
        pairings.lockHelped(pairing.helpedId());
        pairings.refresh(pairing);
        if (!pairing.state().live() || !pairing.past(time.today())) {
            return;
        }
        var words = new Words(PairingReason.TERM_OVER, null);
        var needed = switch (pairing.helpedKind()) {
            case HOUSEHOLD, VILLAGE -> coupling.needed(pairing);
            case MENTEE, ENTERPRISE -> false;
        };
        if (pairing.confirmedAt() == null) {
            ending.withdraw(id, words, coupling.breaksForm(pairing) ? LOOKED_FOR : null, Caller.SYSTEM, version -> {});
        } else if (!needed) {
            ending.end(id, words, null, Caller.SYSTEM, version -> {});
        } else if (pairings.standsIn(pairing)) {
            var absent = pairings.findById(pairing.coversId());
            queue(absent, absent.reason(), pairing);
            ending.end(id, words, LOOKED_FOR, Caller.SYSTEM, version -> {});
        } else {
            queue(pairing, PairingReason.TERM_OVER, pairing);
            if (pairing.state() == PairingState.ACTIVE) {
                rest.suspend(id, words, LOOKED_FOR, Caller.SYSTEM, version -> {});
            }
        }
    }

    /** Another helper is looked for since the day after a term, unless one is already. */
    private void queue(Pairing pairing, PairingReason reason, Pairing over) {
        var queued = queue.findById(pairing.id());
        if (queued == null) {
            var since = over.validTo().plusDays(1);
            queued = new QueuedReplacement(
                    pairing,
                    reason,
                    since,
                    workingDays.after(since, config.replacementDays()),
                    Caller.SYSTEM.subject(),
                    time.now());
            queue.persist(queued);
        }
        queued.acted();
    }
}
