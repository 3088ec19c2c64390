package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.ILLEGAL_TRANSITION;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.Changes;
import org.jiedui.pairing.PairingEvent;

/**
 * The one door through which pairings change: in by {@link #open} with visibility, lock, version and legality checked, out
 * by {@link #close} with history, event, feed and audit written. Needs the transaction of the use case.
 */
@ApplicationScoped
public class PairingDoor {
    /** Steps after which nobody is looked for any more. */
    private static final Set<Step> SETTLING =
            EnumSet.of(Step.RESUME, Step.REPLACE_HELPER, Step.COMPLETE, Step.END, Step.WITHDRAW);

    private final PairingRepository pairings;
    private final FieldHistory history;
    private final AuditTrail audit;
    private final Changes changes;
    private final Outbox outbox;
    private final ReplacementQueue queue;

    PairingDoor(
            PairingRepository pairings,
            FieldHistory history,
            AuditTrail audit,
            Changes changes,
            Outbox outbox,
            ReplacementQueue queue) {
        this.pairings = pairings;
        this.history = history;
        this.audit = audit;
        this.changes = changes;
        this.outbox = outbox;
        this.queue = queue;
    }

    /** What the history compares. */
    record State(
            String programme,
            Role role,
            PairingState state,
            String region,
            UUID helperId,
            String helperUnit,
            UUID helpedId,
            LocalDate from,
            LocalDate to,
            LocalDate endedOn,
            String helperAcceptedBy,
            String helpedAcceptedBy,
            LocalDate publicityUntil,
            String certificateNumber,
            PairingReason reason,
            String exceptionReason,
            UUID replacedById) {
        static State of(Pairing p) {
            return new State(
                    p.programme(),
                    p.role(),
                    p.state(),
                    p.region(),
                    p.helperId(),
                    p.helperUnit(),
                    p.helpedId(),
                    p.validFrom(),
                    p.validTo(),
                    p.endedOn(),
                    p.helperAcceptedBy(),
                    p.helpedAcceptedBy(),
                    p.publicityUntil(),
                    p.certificateNumber(),
                    p.reason(),
                    p.exceptionReason(),
                    p.replacedById());
        }
    }

    /** A pairing on its way through a step. */
    record Opened(Pairing pairing, State before) {}

    /**
     * Opens a visible pairing for a step, with the helped side locked.
     *
     * @param versionCheck is handed the present version
     * @throws org.jiedui.chassis.problem.ProblemException {@code ILLEGAL_TRANSITION} with the legal steps as reasons, or with
     *     the pairing to which the step is to be done, when this one stands in for it
     */
    Opened open(UUID id, Step step, Caller caller, LongConsumer versionCheck) {
        var pairing = pairings.require(id, caller);
        pairings.lockHelped(pairing.helpedId());
        pairings.refresh(pairing);
        versionCheck.accept(pairing.version());
        var legal = LifeCyclePolicy.legal(pairing.state());
        if (!legal.contains(step)) {
            throw ILLEGAL_TRANSITION.because(
                    legal.isEmpty()
                            ? List.of(new Reason(
                                    "OVER",
                                    "结对已终结（" + pairing.state() + "）",
                                    "The pairing is over (" + pairing.state() + ")"))
                            : legal.stream()
                                    .map(each -> Reason.of(each, "可执行：" + each, "Legal: " + each))
                                    .toList());
        }
        if (LifeCyclePolicy.NOT_OF_COVERS.contains(step) && pairings.standsIn(pairing)) {
            throw ILLEGAL_TRANSITION.because(new Reason(
                    "COVER",
                    "本结对为代班，请对被代班的结对 " + pairing.coversId() + " 办理",
                    "It stands in for pairing " + pairing.coversId() + ", to which this is to be done"));
        }
        return new Opened(pairing, State.of(pairing));
    }

    /** Writes down what a step did; the event may be null when it is of no interest outside. */
    void close(Opened opened, Step step, Caller caller, Function<PairingEvent.Snapshot, PairingEvent> event) {
        pairings.flush();
        var pairing = opened.pairing();
        if (SETTLING.contains(step)) {
            queue.settle(pairing.id());
        }
        write(pairing, opened.before(), step.name(), caller, event);
    }

    /** Writes down that pairings moved with their helped side. */
    void moved(Opened opened, String from, Caller caller) {
        pairings.flush();
        var pairing = opened.pairing();
        write(pairing, opened.before(), "RELOCATE", caller, changed(pairing));
        changes.moved("pairings", pairing.id(), from, pairing.region(), pairing.version());
    }

    /** Writes down that the helper side acts through another account, or is of another department or kind. */
    void handedOn(Opened opened, Caller caller) {
        pairings.flush();
        write(opened.pairing(), opened.before(), "HAND_ON", caller, changed(opened.pairing()));
    }

    /** Writes down that who was replaced has gone before the overlap with the successor was over: told as the replacement was. */
    void leftOverlap(Opened opened, Caller caller) {
        pairings.flush();
        write(opened.pairing(), opened.before(), "LEAVE_OVERLAP", caller, PairingEvent.PairingReplaced::new);
    }

    /**
     * What tells that a pairing under way has something else in its snapshot; null for proposals, whose confirmation tells
     * it. Others decide by the snapshot whose account has access and which office answers.
     */
    private static Function<PairingEvent.Snapshot, PairingEvent> changed(Pairing pairing) {
        return pairing.state() == PairingState.ACTIVE || pairing.state() == PairingState.SUSPENDED
                ? PairingEvent.PairingChanged::new
                : null;
    }

    /** A pairing whose helped side is locked, to be changed by what happened to that side. */
    Opened opened(Pairing pairing) {
        return new Opened(pairing, State.of(pairing));
    }

    /** Writes down a new pairing. */
    void begin(Pairing pairing, Caller caller, Function<PairingEvent.Snapshot, PairingEvent> event) {
        pairings.persistAndFlush(pairing);
        write(pairing, null, "PROPOSE", caller, event);
    }

    /** Writes down many new pairings, as batches; each was proposed, and some were taken further at once. */
    void beginAll(List<Pairing> begun, Caller caller) {
        pairings.persist(begun);
        pairings.flush();
        history.record(
                caller,
                "pairing",
                begun.stream()
                        .map(each ->
                                new FieldHistory.Step(each.id(), each.region(), each.version(), null, State.of(each)))
                        .toList(),
                "APP",
                null);
        changes.upsertAll(
                "pairings",
                begun.stream()
                        .map(each -> new Changes.Row(each.id(), each.region(), each.version()))
                        .toList());
        var events = new ArrayList<PairingEvent>();
        audit.record(
                caller,
                "PAIRING_PROPOSE",
                "pairing",
                begun.stream()
                        .map(each -> new AuditTrail.Deed(
                                each.id(),
                                each.region(),
                                Map.of("state", each.state().name())))
                        .toList());
        for (var each : begun) {
            events.add(new PairingEvent.PairingProposed(each.snapshot()));
            if (each.state() == PairingState.PUBLICISED) {
                events.add(new PairingEvent.PairingPublicised(each.snapshot(), each.lastPublicDay()));
            }
        }
        outbox.append(events);
    }

    private void write(
            Pairing pairing,
            State before,
            String step,
            Caller caller,
            Function<PairingEvent.Snapshot, PairingEvent> event) {
        history.record(
                caller,
                "pairing",
                pairing.id(),
                pairing.region(),
                pairing.version(),
                before,
                State.of(pairing),
                "APP",
                pairing.remark());
        changes.upsert("pairings", pairing.id(), pairing.region(), pairing.version());
        audit.record(
                caller,
                "PAIRING_" + step,
                "pairing",
                pairing.id(),
                pairing.region(),
                Map.of("state", pairing.state().name()));
        if (event != null) {
            outbox.append(event.apply(pairing.snapshot()));
        }
    }
}
