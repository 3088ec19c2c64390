package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.ILLEGAL_TRANSITION;
import static org.jiedui.pairing.PairingProblem.OBJECTION_ANSWERED;
import static org.jiedui.pairing.PairingProblem.OBJECTION_WAITS;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;

/** Takes objections against publicised pairings and the offices' answers. */
@ApplicationScoped
public class ObjectionDesk {
    private final PairingRepository pairings;
    private final ObjectionRepository objections;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final TimeSource time;

    ObjectionDesk(
            PairingRepository pairings,
            ObjectionRepository objections,
            AuditTrail audit,
            Outbox outbox,
            TimeSource time) {
        this.pairings = pairings;
        this.objections = objections;
        this.audit = audit;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * Raises an objection, which whoever has an account may do while the pairing is public, and announces it. {@code
     * OBJECTION_WAITS} while the caller's last one is not answered, {@code ILLEGAL_TRANSITION} when it is not public, for those who see it all the same; {@code NOT_FOUND} for everybody else.
     */
    @Transactional
    public Objection raise(UUID pairingId, String text, Caller caller) {
        var pairing = publicised(pairings.requirePublic(pairingId, caller), caller);
        if (objections.waiting(pairingId, caller.subject())) {
            throw OBJECTION_WAITS.problem();
        }
        var objection = new Objection(Ids.next(), pairingId, caller.subject(), time.now(), text);
        objections.persistAndFlush(objection);
        audit.record(
                caller,
                "OBJECTION_RAISED",
                "pairing",
                pairingId,
                pairing.region(),
                Map.of("objectionId", objection.id().toString()));
        outbox.append(new PairingEvent.PairingObjected(pairing.snapshot(), objection.id()));
        return objection;
    }

    /** Answers an objection, once. An upheld one stands against the confirmation for good. */
    @Transactional
    public Objection answer(UUID pairingId, UUID objectionId, String text, boolean upheld, Caller caller) {
        var pairing = publicised(pairings.require(pairingId, caller), caller);
        var objection = objections.one(pairingId, objectionId).orElseThrow(CommonProblem.NOT_FOUND::problem);
        if (objection.answeredAt() != null) {
            throw OBJECTION_ANSWERED.problem();
        }
        objection.answer(text, upheld, caller.subject(), time.now());
        objections.flush();
        audit.record(
                caller,
                "OBJECTION_ANSWERED",
                "pairing",
                pairingId,
                pairing.region(),
                Map.of("objectionId", objectionId.toString(), "upheld", upheld));
        return objection;
    }

    /** The lock keeps confirmation and objection apart: one of them comes first. */
    private Pairing publicised(Pairing pairing, Caller caller) {
        pairings.lockHelped(pairing.helpedId());
        pairings.refresh(pairing);
        if (pairing.state() != PairingState.PUBLICISED) {
            pairings.require(pairing.id(), caller);
            throw ILLEGAL_TRANSITION.because(new Reason(
                    "NOT_PUBLICISED", "不在公示期（" + pairing.state() + "）", "Not in publicity (" + pairing.state() + ")"));
        }
        return pairing;
    }
}
