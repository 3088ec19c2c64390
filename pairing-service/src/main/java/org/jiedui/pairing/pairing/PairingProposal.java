package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.PUBLICITY_TOO_SHORT;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_PROGRAMME;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Slices;
import org.jiedui.pairing.programme.Programme;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Proposes pairings, one or thousands of them: the only way in which a pairing begins. A proposal holds a place of the
 * helper until it is withdrawn or ends.
 */
@ApplicationScoped
public class PairingProposal {
    /** Most wishes whose facts are read at once. */
    private static final int SLICE = 512;

    private final ProgrammeRepository programmes;
    private final Admission admission;
    private final PairingConfig config;
    private final PairingDoor door;
    private final TimeSource time;

    PairingProposal(
            ProgrammeRepository programmes,
            Admission admission,
            PairingConfig config,
            PairingDoor door,
            TimeSource time) {
        this.programmes = programmes;
        this.admission = admission;
        this.config = config;
        this.door = door;
        this.time = time;
    }

    /** What became of a wish: the pairing, or why there is none. */
    public record Outcome(Pairing pairing, ProblemException refusal) {}

    /**
     * The decision of the organisation to accept for both sides and make public at once.
     *
     * @param days null: as few as each programme allows
     */
    public record Publicity(Integer days) {}

    /**
     * Proposes one.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code NOT_FOUND} for a helped side that the caller may not see,
     *     {@code UNKNOWN_PROGRAMME}, and everything that {@link Admission} refuses
     */
    @Transactional
    public Pairing propose(ProposePairing wish, Caller caller) {
        var outcome = proposeAll(List.of(wish), null, caller).get(0);
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return outcome.pairing();
    }

    /**
     * Proposes many in one transaction, set-based: the same checks, history, events and feed as for one. What an earlier
     * wish takes, a later one does not find. A refused wish leaves nothing behind and hinders no other.
     *
     * @param publicity null: proposals only; otherwise the caller, an officer of a township or above, accepts for both
     *     sides and makes them public
     * @return one outcome per wish, in the same order
     */
    @Transactional
    public List<Outcome> proposeAll(List<ProposePairing> wishes, Publicity publicity, Caller caller) {
        return proposeWithin(wishes, publicity, caller);
    }

    /** The same in the caller's transaction, which a refusal of all does not end. */
    List<Outcome> proposeWithin(List<ProposePairing> wishes, Publicity publicity, Caller caller) {
        if (publicity != null && caller != Caller.SYSTEM) {
            caller.requireRole("township-officer", "county-officer", "province-officer");
        }
        var outcomes = new Outcome[wishes.size()];
        var inForce = new HashMap<String, Programme>();
        var known = admission.helpedSides(wishes, caller);
        var holders = wishes.stream().map(ProposePairing::helperId).collect(Collectors.toSet());
        var descended = admission.descended(wishes.stream()
                .filter(wish -> wish.helpedKind() == HelpedKind.MENTEE)
                .map(ProposePairing::helperId)
                .collect(Collectors.toSet()));
        if (wishes.size() > SLICE || (wishes.size() > 1 && !descended.isEmpty())) {
            // decided in several sets: what a later one locks must not come after what an earlier one holds
            admission.lockAll(known.values().stream().map(HelpedSide::id).toList(), holders, !descended.isEmpty());
        }
        var numbers = new ArrayList<Integer>();
        for (var i = 0; i < wishes.size(); i++) {
            // a former mentee's mentoring is judged by all that was decided before it
            if (numbers.size() == SLICE || (descended.contains(wishes.get(i).helperId()) && !numbers.isEmpty())) {
                decide(wishes, numbers, known, inForce, publicity, caller, outcomes);
                numbers.clear();
            }
            numbers.add(i);
        }
        decide(wishes, numbers, known, inForce, publicity, caller, outcomes);
        return Arrays.asList(outcomes);
    }

    private void decide(
            List<ProposePairing> wishes,
            List<Integer> numbers,
            Map<ProposePairing, HelpedSide> known,
            Map<String, Programme> inForce,
            Publicity publicity,
            Caller caller,
            Outcome[] outcomes) {
        var asked = new ArrayList<Integer>();
        var wished = new ArrayList<Admission.Wish>();
        for (var i : numbers) {
            var wish = wishes.get(i);
            var programme = inForce.computeIfAbsent(
                    wish.programme() + wish.from(),
                    key -> programmes.inForce(wish.programme(), wish.from()).orElse(null));
            var helped = known.get(wish);
            if (programme == null) {
                outcomes[i] = new Outcome(null, UNKNOWN_PROGRAMME.problem());
            } else if (helped == null) {
                outcomes[i] = new Outcome(null, CommonProblem.NOT_FOUND.problem());
            } else if (publicity != null && tooShort(publicity, programme)) {
                outcomes[i] = new Outcome(null, tooShort(fewestDays(programme)));
            } else {
                asked.add(i);
                wished.add(new Admission.Wish(
                        wish.programme(),
                        programme.rules(),
                        wish.role(),
                        wish.helperSide(),
                        wish.helperId(),
                        helped,
                        wish.from(),
                        wish.to(),
                        null));
            }
        }
        if (wished.isEmpty()) {
            return;
        }
        var admitted = admission.admitAll(wished, caller);
        var begun = new ArrayList<Pairing>();
        for (var k = 0; k < asked.size(); k++) {
            var wish = wished.get(k);
            if (admitted.get(k).refusal() != null) {
                outcomes[asked.get(k)] = new Outcome(null, admitted.get(k).refusal());
                continue;
            }
            var programme = inForce.get(wish.programme() + wish.from());
            var pairing = new Pairing(
                    Ids.next(),
                    wish.programme(),
                    programme.id(),
                    wish.role(),
                    admitted.get(k).helper(),
                    wish.helped(),
                    wish.from(),
                    wish.to(),
                    time.now());
            if (publicity != null) {
                pairing.accept(true, true, caller.subject(), time.now());
                pairing.publicise(
                        time.today(), Objects.requireNonNullElse(publicity.days(), fewestDays(programme)), time.now());
            }
            begun.add(pairing);
            outcomes[asked.get(k)] = new Outcome(pairing, null);
        }
        for (var slice : Slices.of(begun, SLICE)) {
            door.beginAll(slice, caller);
        }
    }

    private boolean tooShort(Publicity publicity, Programme programme) {
        return publicity.days() != null && publicity.days() < fewestDays(programme);
    }

    private int fewestDays(Programme programme) {
        return config.publicityDays().orElseGet(() -> programme.rules().publicityDays());
    }

    private static ProblemException tooShort(int fewest) {
        return PUBLICITY_TOO_SHORT.because(
                new Reason("FEWEST_DAYS", "至少公示 " + fewest + " 天", "At least " + fewest + " days"));
    }
}
