package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.UNKNOWN_PROGRAMME;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.programme.ProgrammeRepository;

/** Proposes a pairing. The proposal holds a place of the helper until it is withdrawn or ends. */
@ApplicationScoped
public class PairingProposal {
    private final ProgrammeRepository programmes;
    private final Admission admission;
    private final PairingDoor door;
    private final TimeSource time;

    PairingProposal(ProgrammeRepository programmes, Admission admission, PairingDoor door, TimeSource time) {
        this.programmes = programmes;
        this.admission = admission;
        this.door = door;
        this.time = time;
    }

    /**
     * Proposes.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code NOT_FOUND} for a helped side that the caller may not see,
     *     {@code UNKNOWN_PROGRAMME}, and everything that {@link Admission} refuses
     */
    @Transactional
    public Pairing propose(ProposePairing wish, Caller caller) {
        var programme = programmes.inForce(wish.programme(), wish.from()).orElseThrow(UNKNOWN_PROGRAMME::problem);
        var helped = admission.helped(wish.helpedKind(), wish.helpedId(), wish.village(), caller);
        var helper = admission.admit(new Admission.Wish(
                wish.programme(),
                programme.rules(),
                wish.role(),
                wish.helperSide(),
                wish.helperId(),
                helped,
                wish.from(),
                wish.to(),
                null));
        var pairing = new Pairing(
                Ids.next(),
                wish.programme(),
                programme.id(),
                wish.role(),
                helper,
                helped,
                wish.from(),
                wish.to(),
                time.now());
        door.begin(pairing, caller, PairingEvent.PairingProposed::new);
        return pairing;
    }
}
