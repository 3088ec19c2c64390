package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.HELPER_NOT_ELIGIBLE;
import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.matching.Veto;
import org.jiedui.pairing.organisation.OrganisationRepository;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Gives a pairing a later last day, before its term is over or afterwards. What rests only because its term was over goes
 * on, and nobody else is looked for, provided that its helper is there; who stood in is done with it. What rests for
 * another reason goes on resting.
 */
@ApplicationScoped
public class TermExtension {
    private final PairingDoor door;
    private final Admission admission;
    private final ProgrammeRepository programmes;
    private final HelperRepository helpers;
    private final OrganisationRepository organisations;
    private final ReplacementQueue queue;
    private final Presence presence;
    private final PairingEnding ending;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    TermExtension(
            PairingDoor door,
            Admission admission,
            ProgrammeRepository programmes,
            HelperRepository helpers,
            OrganisationRepository organisations,
            ReplacementQueue queue,
            Presence presence,
            PairingEnding ending,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.door = door;
        this.admission = admission;
        this.programmes = programmes;
        this.helpers = helpers;
        this.organisations = organisations;
        this.queue = queue;
        this.presence = presence;
        this.ending = ending;
        this.certificates = certificates;
        this.gaps = gaps;
        this.time = time;
    }

    /**
     * Extends.
     *
     * @param to new last day, or null: until it is ended
     * @throws org.jiedui.chassis.problem.ProblemException {@code TERM_NOT_ALLOWED} unless the day is later than the present
     *     one and within the programme's limits, {@code HELPER_NOT_ELIGIBLE} when the helper leaves before, or is gone or on
     *     leave while the pairing is to go on, {@code CAPACITY_EXHAUSTED} when others have its place by then
     */
    @Transactional
    public Pairing extend(UUID id, LocalDate to, Words words, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.EXTEND, caller, versionCheck);
        var pairing = opened.pairing();
        requireTerm(pairing, to);
        requireHelper(pairing, to);
        // a resumption in all but name: what that asks and ends is asked and ended here too
        var wakes = pairing.state() == PairingState.SUSPENDED && pairing.reason() == PairingReason.TERM_OVER;
        if (wakes) {
            presence.require(pairing);
        }
        admission.requirePlaceUntil(pairing, to);
        pairing.extend(to, words, time.now());
        queue.findByIdOptional(id).ifPresent(queued -> {
            if (queued.reason() == PairingReason.TERM_OVER) {
                queue.delete(queued);
            } else if (pairing.state() == PairingState.ACTIVE) {
                // the helper still goes, on the day that was noted before the term was over
                queued.waits();
            }
        });
        // who is gone for good has no certificate, however long the pairing rests
        if (pairing.state() == PairingState.ACTIVE || !pairing.reason().forGood()) {
            certificates.reopen(id, to);
        }
        // a resumption is told as one; both are full snapshots with the new last day
        door.close(
                opened,
                Step.EXTEND,
                caller,
                wakes ? PairingEvent.PairingResumed::new : PairingEvent.PairingExtended::new);
        if (wakes) {
            ending.endCovers(pairing, null, time.today(), new Words(PairingReason.BACK_AGAIN, null), caller);
        }
        if (pairing.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(pairing.helpedId(), null);
        }
        return pairing;
    }

    private void requireTerm(Pairing pairing, LocalDate to) {
        var present = pairing.validTo();
        if (present == null || to != null && (!to.isAfter(present) || to.isBefore(time.today()))) {
            throw TERM_NOT_ALLOWED.because(new Reason(
                    "NOT_LATER",
                    "新的结束日期须晚于原定日期，且不早于今天",
                    "The new last day lies after the present one, and not before today"));
        }
        // what lasts longer than the shortest term already does so all the more
        var faults = TermPolicy.faults(
                pairing.validFrom(),
                to,
                null,
                programmes.findById(pairing.programmeId()).rules().termMaxMonths());
        if (!faults.isEmpty()) {
            throw TERM_NOT_ALLOWED.because(faults.stream()
                    .map(fault -> Reason.of(fault, fault.zh(), fault.en()))
                    .toList());
        }
    }

    /** A person who goes leaves what is open to the queue; a team that goes has nobody to look after it. */
    private void requireHelper(Pairing pairing, LocalDate to) {
        var person = pairing.helperSide() == SideKind.PERSON;
        var last = person
                ? helpers.findById(pairing.helperId()).availableTo()
                : organisations.findById(pairing.helperId()).availableTo();
        var until = Objects.requireNonNullElse(to, person ? time.today() : LocalDate.MAX);
        if (last != null && last.isBefore(until)) {
            throw HELPER_NOT_ELIGIBLE.because(
                    Reason.of(Veto.LEAVES_BEFORE_END, Veto.LEAVES_BEFORE_END.zh(), Veto.LEAVES_BEFORE_END.en()));
        }
    }
}
