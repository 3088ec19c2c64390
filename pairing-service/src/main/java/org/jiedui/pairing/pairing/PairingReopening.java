package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Re-opens a completed or ended pairing: the same interval goes on, as if it had not ended. The helper passes all checks
 * of a proposal anew, is there today and needs a free place.
 */
@ApplicationScoped
public class PairingReopening {
    private final PairingDoor door;
    private final PairingRepository pairings;
    private final Admission admission;
    private final Presence presence;
    private final ProgrammeRepository programmes;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    PairingReopening(
            PairingDoor door,
            PairingRepository pairings,
            Admission admission,
            Presence presence,
            ProgrammeRepository programmes,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.door = door;
        this.pairings = pairings;
        this.admission = admission;
        this.presence = presence;
        this.programmes = programmes;
        this.certificates = certificates;
        this.gaps = gaps;
        this.time = time;
    }

    /**
     * Re-opens.
     *
     * @param to new last day, or null for the one it had
     * @throws org.jiedui.chassis.problem.ProblemException {@code TERM_NOT_ALLOWED} when the last day is over, {@code
     *     HELPER_NOT_ELIGIBLE} while the helper is gone or on leave; everything that a proposal refuses
     */
    @Transactional
    public Pairing reopen(UUID id, LocalDate to, Words words, Caller caller, LongConsumer versionCheck) {
        var known = pairings.require(id, caller);
        admission.lockLineage(known, known.helperId());
        var opened = door.open(id, Step.REOPEN, caller, versionCheck);
        var pairing = opened.pairing();
        var until = to == null ? pairing.validTo() : to;
        if (until != null && until.isBefore(time.today())) {
            throw TERM_NOT_ALLOWED.because(
                    new Reason("TERM_OVER", "期限已过，须填写新的结束日期", "The term is over; a new last day is needed"));
        }
        presence.require(pairing);
        var helper = admission.admit(
                new Admission.Wish(
                        pairing.programme(),
                        programmes.findById(pairing.programmeId()).rules(),
                        pairing.role(),
                        pairing.helperSide(),
                        pairing.helperId(),
                        new HelpedSide(
                                pairing.helpedKind(), pairing.helpedId(), pairing.helpedAccount(), pairing.region()),
                        pairing.validFrom(),
                        until,
                        pairing.id()),
                caller);
        pairing.reopen(until, words, time.now());
        // a team may be led by somebody else since
        pairing.follow(helper, time.now());
        certificates.reopen(pairing.id(), until);
        door.close(opened, Step.REOPEN, caller, PairingEvent.PairingResumed::new);
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(pairing.helpedId(), null);
        }
        return pairing;
    }
}
