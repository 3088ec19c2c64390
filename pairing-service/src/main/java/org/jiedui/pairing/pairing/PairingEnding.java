package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.helper.Capacity;

/** Ends pairings: completed, ended early or withdrawn before they were confirmed. Gives the helper's place back. */
@ApplicationScoped
public class PairingEnding {
    private final PairingDoor door;
    private final Coupling coupling;
    private final Capacity capacity;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    PairingEnding(
            PairingDoor door,
            Coupling coupling,
            Capacity capacity,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.door = door;
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

    /** Ends early; refused when the household would be uncoupled (PA-08) or left with too few departments (PA-12). */
    @Transactional
    public Pairing end(UUID id, Words words, UncouplingPermit permit, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.END, caller, versionCheck);
        coupling.requireCoupled(opened.pairing(), permit);
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
        pairing.finish(how, time.today(), words, permit, time.now());
        capacity.release(pairing.helperId(), pairing.role().name());
        if (pairing.certificateNumber() != null) {
            certificates.end(pairing.id(), pairing.endedOn());
        }
        door.close(opened, step, caller, event);
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(pairing.helpedId(), permit);
        }
        return pairing;
    }
}
