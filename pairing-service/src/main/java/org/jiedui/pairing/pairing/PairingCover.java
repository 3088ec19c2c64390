package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Somebody stands in while a helper is away (PA-11): the pairing rests and another interval, in the same role and active
 * at once, covers it until the helper is back or somebody else stands in. The helped side is never without, so no exception
 * is needed.
 */
@ApplicationScoped
public class PairingCover {
    private final PairingDoor door;
    private final PairingRepository pairings;
    private final Admission admission;
    private final ProgrammeRepository programmes;
    private final PairingConfirmation confirmation;
    private final PairingEnding ending;
    private final GapWatch gaps;
    private final TimeSource time;

    PairingCover(
            PairingDoor door,
            PairingRepository pairings,
            Admission admission,
            ProgrammeRepository programmes,
            PairingConfirmation confirmation,
            PairingEnding ending,
            GapWatch gaps,
            TimeSource time) {
        this.door = door;
        this.pairings = pairings;
        this.admission = admission;
        this.programmes = programmes;
        this.confirmation = confirmation;
        this.ending = ending;
        this.gaps = gaps;
        this.time = time;
    }

    /** Who stands in, and until which day (inclusive, null: for the rest of the term). */
    public record Cover(UUID pairingId, SideKind helperSide, UUID helperId, LocalDate until, Words words) {}

    /**
     * Covers from today on; returns the interval of who stands in.
     *
     * @throws org.jiedui.chassis.problem.ProblemException everything that a proposal refuses under today's rules
     */
    @Transactional
    public Pairing cover(Cover command, Caller caller, LongConsumer versionCheck) {
        admission.lockLineage(pairings.require(command.pairingId(), caller), command.helperId());
        var opened = door.open(command.pairingId(), Step.COVER, caller, versionCheck);
        var absent = opened.pairing();
        var helped = new HelpedSide(absent.helpedKind(), absent.helpedId(), absent.helpedAccount(), absent.region());
        var until = command.until() == null ? absent.rest(time.today()) : command.until();
        ending.endCovers(absent, command.helperId(), time.today(), command.words(), caller);
        var programme = programmes.requireInForce(absent.programme(), time.today());
        var helper = admission.admit(
                new Admission.Wish(
                        absent.programme(),
                        programme.rules(),
                        absent.role(),
                        command.helperSide(),
                        command.helperId(),
                        helped,
                        time.today(),
                        until,
                        absent.id()),
                caller);
        var cover = new Pairing(
                Ids.next(),
                absent.programme(),
                programme.id(),
                absent.role(),
                helper,
                helped,
                time.today(),
                until,
                time.now());
        cover.cover(absent);
        cover.confirm(confirmation.issue(cover), null, time.now());
        if (absent.state() == PairingState.ACTIVE) {
            absent.suspend(command.words(), null, time.now());
            door.close(opened, Step.COVER, caller, PairingEvent.PairingSuspended::new);
        }
        door.begin(cover, caller, PairingEvent.PairingConfirmed::new);
        if (absent.helpedKind() == HelpedKind.HOUSEHOLD) {
            gaps.review(absent.helpedId(), null);
        }
        return cover;
    }
}
