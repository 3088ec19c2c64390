package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;

/** Lets a pairing rest and go on. A rest keeps the helper's place; resting as the last primary helper, or the last of a department, needs a permit. */
@ApplicationScoped
public class PairingRest {
    private final PairingDoor door;
    private final Coupling coupling;
    private final Presence presence;
    private final PairingEnding ending;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    PairingRest(
            PairingDoor door,
            Coupling coupling,
            Presence presence,
            PairingEnding ending,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.ending = ending;
        this.certificates = certificates;
        this.door = door;
        this.coupling = coupling;
        this.presence = presence;
        this.gaps = gaps;
        this.time = time;
    }

    /** Suspends. */
    @Transactional
    public Pairing suspend(UUID id, Words words, UncouplingPermit permit, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.SUSPEND, caller, versionCheck);
        coupling.requireCoupled(opened.pairing(), permit);
        rest(opened, words, permit, caller);
        review(opened.pairing(), permit);
        return opened.pairing();
    }

    /**
     * Lets one rest whose coupling was looked at before, or tells for what else it rests now. Needs the helped side locked,
     * and whoever calls looks at the gap afterwards.
     */
    void because(Pairing pairing, Words words, UncouplingPermit permit, Caller caller) {
        rest(door.opened(pairing), words, permit, caller);
    }

    private void rest(PairingDoor.Opened opened, Words words, UncouplingPermit permit, Caller caller) {
        opened.pairing().suspend(words, permit, time.now());
        if (words.reason().forGood()) {
            certificates.end(opened.pairing().id(), time.today());
        }
        door.close(opened, Step.SUSPEND, caller, PairingEvent.PairingSuspended::new);
    }

    /**
     * Resumes; who stood in for the helper is done with it.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code HELPER_NOT_ELIGIBLE} while the helper is gone or on leave,
     *     {@code TERM_NOT_ALLOWED} when the term is over
     */
    @Transactional
    public Pairing resume(UUID id, Words words, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.RESUME, caller, versionCheck);
        if (opened.pairing().past(time.today())) {
            throw TERM_NOT_ALLOWED.because(
                    new Reason("TERM_OVER", "期限已过，须先延期", "The term is over; it is to be extended first"));
        }
        presence.require(opened.pairing());
        opened.pairing().resume(words, time.now());
        certificates.reopen(id, opened.pairing().validTo());
        door.close(opened, Step.RESUME, caller, PairingEvent.PairingResumed::new);
        ending.endCovers(opened.pairing(), null, time.today(), new Words(PairingReason.BACK_AGAIN, null), caller);
        review(opened.pairing(), null);
        return opened.pairing();
    }

    private void review(Pairing pairing, UncouplingPermit permit) {
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(pairing.helpedId(), permit);
        }
    }
}
