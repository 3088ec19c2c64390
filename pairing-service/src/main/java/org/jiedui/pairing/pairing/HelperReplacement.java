package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.FORM_REQUIRES_PARTNERS;
import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.certificate.CertificateIssue;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.matching.FormPolicy;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Another helper takes over: the old interval ends and the new one begins on the same day, in one transaction, so that the
 * helped side is never without. The successor passes the same checks as a proposal; who stood in for the helper steps back
 * first and may be the successor. The places of all of them are locked in one order, as two replacements may go crosswise.
 */
@ApplicationScoped
public class HelperReplacement {
    private final PairingDoor door;
    private final PairingRepository pairings;
    private final PairingEnding ending;
    private final Admission admission;
    private final PairingConfirmation confirmation;
    private final ProgrammeRepository programmes;
    private final Capacity capacity;
    private final CertificateIssue certificates;
    private final GapWatch gaps;
    private final TimeSource time;

    HelperReplacement(
            PairingDoor door,
            PairingRepository pairings,
            PairingEnding ending,
            Admission admission,
            PairingConfirmation confirmation,
            ProgrammeRepository programmes,
            Capacity capacity,
            CertificateIssue certificates,
            GapWatch gaps,
            TimeSource time) {
        this.door = door;
        this.pairings = pairings;
        this.ending = ending;
        this.admission = admission;
        this.confirmation = confirmation;
        this.programmes = programmes;
        this.capacity = capacity;
        this.certificates = certificates;
        this.gaps = gaps;
        this.time = time;
    }

    /**
     * Replaces; returns the successor's pairing, which is active at once.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code TERM_NOT_ALLOWED} unless the day lies between the first
     *     day of the pairing and today; everything that a proposal refuses under the rules of that day
     */
    @Transactional
    public Pairing replace(ReplaceHelper command, Caller caller, LongConsumer versionCheck) {
        return replaceWithin(command, caller, versionCheck, false);
    }

    /**
     * The same in the caller's transaction, which a refusal does not end: the caller rolls back as much as it wants.
     *
     * @param dryRun issue no certificate, as all of it will be rolled back: the county's counter would be locked until then
     */
    Pairing replaceWithin(ReplaceHelper command, Caller caller, LongConsumer versionCheck, boolean dryRun) {
        admission.lockLineage(pairings.require(command.pairingId(), caller), command.helperId());
        var opened = door.open(command.pairingId(), Step.REPLACE_HELPER, caller, versionCheck);
        var old = opened.pairing();
        if (command.from().isBefore(old.validFrom()) || command.from().isAfter(time.today())) {
            throw TERM_NOT_ALLOWED.because(new Reason(
                    "FROM_OUTSIDE",
                    "更换日期应在结对开始之日与今天之间",
                    "The day lies between the first day of the pairing and today"));
        }
        var helped = new HelpedSide(old.helpedKind(), old.helpedId(), old.helpedAccount(), old.region());
        // who follows has an interval of his own, and so the rules of its first day
        var programme = programmes.requireInForce(old.programme(), command.from());
        var to = command.to() == null ? old.rest(time.today()) : command.to();
        ending.endCovers(old, command.helperId(), command.from(), command.words(), caller);
        var helper = admission.admit(
                new Admission.Wish(
                        old.programme(),
                        programme.rules(),
                        old.role(),
                        command.helperSide(),
                        command.helperId(),
                        helped,
                        command.from(),
                        to,
                        old.id()),
                caller);
        requireForm(old, helper, helped);

        var successor = new Pairing(
                Ids.next(),
                old.programme(),
                programme.id(),
                old.role(),
                helper,
                helped,
                command.from(),
                to,
                time.now());
        successor.follow(old);
        successor.confirm(dryRun ? null : confirmation.issue(successor), null, time.now());
        old.finish(
                PairingState.REPLACED,
                command.from().plusDays(command.overlapDays()),
                command.words(),
                null,
                time.now());
        old.replacedBy(successor.id());
        capacity.release(old.helperId(), old.role().name());
        certificates.end(old.id(), old.endedOn());
        door.close(opened, Step.REPLACE_HELPER, caller, PairingEvent.PairingReplaced::new);
        door.begin(successor, caller, PairingEvent.PairingConfirmed::new);
        if (old.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(old.helpedId(), null);
        }
        return successor;
    }

    private void requireForm(Pairing old, HelperSide successor, HelpedSide helped) {
        var required = admission.requiredPartners(helped);
        var units = new java.util.ArrayList<String>();
        units.add(successor.unit());
        pairings.liveOf(old.helpedId()).stream()
                .filter(other -> !other.id().equals(old.id()))
                .forEach(other -> units.add(other.helperUnit()));
        if (units.size() > 1 && FormPolicy.departments(units) < required) {
            throw FORM_REQUIRES_PARTNERS.because(
                    new Reason("DEPARTMENTS", "更换后仅剩一个部门", "Only one department would be left"));
        }
    }
}
