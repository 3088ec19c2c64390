package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.helper.Capacity;

/**
 * Ends pairings: completed, ended early or withdrawn before they were confirmed. Gives the helper's place back; who stood in
 * for the helper is done with it too.
 */
@ApplicationScoped
public class PairingEnding {
    private final PairingDoor door;
    private final PairingRepository pairings;
    private final Coupling coupling;
    private final Capacity capacity;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    PairingEnding(
            PairingDoor door,
            PairingRepository pairings,
            Coupling coupling,
            Capacity capacity,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.door = door;
        this.pairings = pairings;
        this.coupling = coupling;
        this.capacity = capacity;
        this.certificates = certificates;
        this.gaps = gaps;
        this.time = time;
    }

    /**
     * Completes; refused while a household concerned is not stable (PA-09), would be uncoupled (PA-08) or left with too few
     * departments (PA-12).
     */
    @Transactional
    public Pairing complete(UUID id, Words words, UncouplingPermit permit, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.COMPLETE, caller, versionCheck);
        coupling.requireStable(opened.pairing());
        coupling.requireCoupled(opened.pairing(), permit);
        return finish(
                opened,
                Step.COMPLETE,
                PairingState.COMPLETED,
                words,
                permit,
                caller,
                PairingEvent.PairingCompleted::new);
    }

    /**
     * Ends early; refused, without a permit, when the household would be uncoupled (PA-08) or left with too few departments
     * (PA-12), or when a village whose households are not stable would lose its last team (PA-09).
     */
    @Transactional
    public Pairing end(UUID id, Words words, UncouplingPermit permit, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.END, caller, versionCheck);
        coupling.requireCoupled(opened.pairing(), permit);
        coupling.requireTeam(opened.pairing(), permit);
        return finish(opened, Step.END, PairingState.ENDED, words, permit, caller, PairingEvent.PairingEnded::new);
    }

    /**
     * Takes a proposal back; refused when a pairing was confirmed since it brings the other department (PA-12), unless
     * an exception is recorded.
     */
    @Transactional
    public Pairing withdraw(UUID id, Words words, UncouplingPermit permit, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.WITHDRAW, caller, versionCheck);
        coupling.requireCoupled(opened.pairing(), permit);
        return finish(
                opened,
                Step.WITHDRAW,
                PairingState.WITHDRAWN,
                words,
                permit,
                caller,
                PairingEvent.PairingWithdrawn::new);
    }

    private Pairing finish(
            PairingDoor.Opened opened,
            Step step,
            PairingState how,
            Words words,
            UncouplingPermit permit,
            Caller caller,
            Function<PairingEvent.Snapshot, PairingEvent> event) {
        var pairing = opened.pairing();
        endCovers(pairing, null, time.today(), words, caller);
        close(opened, step, how, time.today(), words, permit, caller, event);
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(pairing.helpedId(), permit);
        }
        return pairing;
    }

    /**
     * Ends who stands in for a pairing, before that ends, goes on or gets another helper. Whoever calls looks at the gap
     * afterwards. Locks the places of all concerned in the order in which everybody locks them.
     *
     * @param successor who takes a place next, or null
     * @param day first day without them
     */
    void endCovers(Pairing absent, UUID successor, LocalDate day, Words words, Caller caller) {
        var covers = pairings.liveCovers(absent.id());
        if (covers.isEmpty() && successor == null) {
            return;
        }
        var holders = new HashSet<>(Set.of(absent.helperId()));
        if (successor != null) {
            holders.add(successor);
        }
        covers.forEach(cover -> holders.add(cover.helperId()));
        capacity.lock(holders);
        for (var cover : covers) {
            close(
                    door.opened(cover),
                    Step.END,
                    PairingState.ENDED,
                    day,
                    words,
                    null,
                    caller,
                    PairingEvent.PairingEnded::new);
        }
    }

    private void close(
            PairingDoor.Opened opened,
            Step step,
            PairingState how,
            LocalDate day,
            Words words,
            UncouplingPermit permit,
            Caller caller,
            Function<PairingEvent.Snapshot, PairingEvent> event) {
        var pairing = opened.pairing();
        pairing.finish(how, day, words, permit, time.now());
        capacity.release(pairing.helperId(), pairing.role().name());
        if (pairing.certificateNumber() != null) {
            certificates.end(pairing.id(), pairing.endedOn());
        }
        door.close(opened, step, caller, event);
    }
}
