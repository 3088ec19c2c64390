package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.CHANGE_REQUEST_DECIDED;
import static org.jiedui.pairing.PairingProblem.CHANGE_REQUEST_OPEN;
import static org.jiedui.pairing.PairingProblem.ILLEGAL_TRANSITION;
import static org.jiedui.pairing.PairingProblem.OWN_CHANGE_REQUEST;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;

/**
 * Takes change requests of either side and the offices' decisions (PA-10). A decision says whether the wish is right; what
 * follows from it is the usual step about the pairing. Both are announced, so that all concerned are told.
 */
@ApplicationScoped
public class ChangeDesk {
    private final PairingRepository pairings;
    private final ChangeRequestRepository requests;
    private final WorkingDays workingDays;
    private final PairingConfig config;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final TimeSource time;

    ChangeDesk(
            PairingRepository pairings,
            ChangeRequestRepository requests,
            WorkingDays workingDays,
            PairingConfig config,
            AuditTrail audit,
            Outbox outbox,
            TimeSource time) {
        this.pairings = pairings;
        this.requests = requests;
        this.workingDays = workingDays;
        this.config = config;
        this.audit = audit;
        this.outbox = outbox;
        this.time = time;
    }

    /** A wish for change; {@code side} is null for a party's own and named by offices that record a side's word. */
    public record Ask(ChangeRequest.Side side, ChangeRequest.Wish wish, PairingReason reason, String text) {}

    /**
     * Asks for a change.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code ILLEGAL_TRANSITION} unless the pairing is active or
     *     rests, {@code CHANGE_REQUEST_OPEN} while one of this side is, {@code ROLE_NOT_ALLOWED} for another's side
     *     and for who only reads on
     */
    @Transactional
    public ChangeRequest ask(UUID pairingId, Ask ask, Caller caller) {
        var pairing = locked(pairings.requireActing(pairingId, caller));
        if (pairing.state() != PairingState.ACTIVE && pairing.state() != PairingState.SUSPENDED) {
            throw ILLEGAL_TRANSITION.because(new Reason(
                    "NOT_UNDER_WAY", "结对未在进行中（" + pairing.state() + "）", "Not under way (" + pairing.state() + ")"));
        }
        var side = side(pairing, ask.side(), caller);
        if (requests.count("pairingId = ?1 and side = ?2 and state = ?3", pairingId, side, ChangeRequest.State.OPEN)
                > 0) {
            throw CHANGE_REQUEST_OPEN.problem();
        }
        var request = new ChangeRequest(
                Ids.next(),
                pairing,
                side,
                ask.wish(),
                ask.reason(),
                ask.text(),
                caller.subject(),
                time.now(),
                workingDays.after(time.today(), config.changeRequestDays()));
        requests.persistAndFlush(request);
        audit.record(
                caller,
                "CHANGE_REQUESTED",
                "pairing",
                pairingId,
                pairing.region(),
                Map.of("changeRequestId", request.id().toString()));
        outbox.append(new PairingEvent.ChangeRequested(told(request, pairing)));
        return request;
    }

    /**
     * Decides, once; {@code CHANGE_REQUEST_DECIDED} afterwards, {@code OWN_CHANGE_REQUEST} for whoever raised it or is one of
     * the two.
     */
    @Transactional
    public ChangeRequest decide(
            UUID pairingId, UUID id, boolean granted, String text, Caller caller, LongConsumer versionCheck) {
        return close(
                pairingId,
                id,
                granted ? ChangeRequest.State.GRANTED : ChangeRequest.State.REFUSED,
                text,
                caller,
                versionCheck);
    }

    /** Takes an own request back. */
    @Transactional
    public ChangeRequest takeBack(UUID pairingId, UUID id, Caller caller, LongConsumer versionCheck) {
        return close(pairingId, id, ChangeRequest.State.TAKEN_BACK, null, caller, versionCheck);
    }

    private ChangeRequest close(
            UUID pairingId, UUID id, ChangeRequest.State how, String text, Caller caller, LongConsumer versionCheck) {
        var pairing = locked(pairings.require(pairingId, caller));
        var request = requests.one(pairingId, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        versionCheck.accept(request.version());
        if (request.state() != ChangeRequest.State.OPEN) {
            throw CHANGE_REQUEST_DECIDED.problem();
        }
        if (how == ChangeRequest.State.TAKEN_BACK && !request.raisedBy().equals(caller.subject())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        if (how != ChangeRequest.State.TAKEN_BACK
                && Stream.of(request.raisedBy(), pairing.helperAccount(), pairing.helpedAccount())
                        .anyMatch(caller.subject()::equals)) {
            throw OWN_CHANGE_REQUEST.problem();
        }
        request.decide(how, text, caller.subject(), time.now());
        requests.flush();
        audit.record(
                caller,
                "CHANGE_" + how,
                "pairing",
                pairingId,
                pairing.region(),
                Map.of("changeRequestId", id.toString()));
        outbox.append(new PairingEvent.ChangeDecided(told(request, pairing)));
        return request;
    }

    private static PairingEvent.ChangeTold told(ChangeRequest request, Pairing pairing) {
        return new PairingEvent.ChangeTold(
                request.id(),
                request.pairingId(),
                request.region(),
                request.side().name(),
                request.wish().name(),
                request.reason().name(),
                request.state().name(),
                request.due(),
                pairing.helperAccount(),
                pairing.helpedAccount(),
                pairing.helpedKind().name(),
                pairing.helpedId());
    }

    private static ChangeRequest.Side side(Pairing pairing, ChangeRequest.Side named, Caller caller) {
        if (caller.office()) {
            if (named == null) {
                throw CommonProblem.INVALID_REQUEST.violations(
                        java.util.List.of(new org.jiedui.chassis.problem.Violation(
                                "/side", "REQUIRED", "代为登记时须指明哪一方", "Name the side whose word you record")));
            }
            return named;
        }
        var own = caller.subject().equals(pairing.helpedAccount())
                ? ChangeRequest.Side.HELPED
                : ChangeRequest.Side.HELPER;
        if (named != null && named != own) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        return own;
    }

    private Pairing locked(Pairing pairing) {
        pairings.lockHelped(pairing.helpedId());
        pairings.refresh(pairing);
        return pairing;
    }
}
