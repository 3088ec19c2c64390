package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.HELPER_NOT_ELIGIBLE;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.organisation.OrganisationRepository;

/**
 * Whether a helper side is there, by its own dates as they are now: what was ordered once may have been moved or taken back
 * since (PA-11). Needs a transaction.
 */
@ApplicationScoped
public class Presence {
    private final HelperRepository helpers;
    private final OrganisationRepository organisations;
    private final TimeSource time;

    Presence(HelperRepository helpers, OrganisationRepository organisations, TimeSource time) {
        this.helpers = helpers;
        this.organisations = organisations;
        this.time = time;
    }

    /**
     * First day without the helper side.
     *
     * @param reason {@code LONG_LEAVE}: the leave that is not over; anything else: going for good
     * @return null when it stays, or is back
     */
    LocalDate awayFrom(Pairing pairing, PairingReason reason) {
        LocalDate last;
        if (pairing.helperSide() == SideKind.TEAM) {
            last = organisations.findById(pairing.helperId()).availableTo();
        } else {
            var helper = helpers.findById(pairing.helperId());
            if (reason == PairingReason.LONG_LEAVE) {
                var from = helper.absentFrom();
                var until = helper.absentUntil();
                var over = until != null && !(until.isAfter(from) && until.isAfter(time.today()));
                return over ? null : from;
            }
            last = helper.availableTo();
        }
        return last == null ? null : last.plusDays(1);
    }

    /** Refuses with {@code HELPER_NOT_ELIGIBLE} while the helper side is gone or on leave. */
    void require(Pairing pairing) {
        if (away(pairing, PairingReason.HELPER_LEFT)) {
            throw HELPER_NOT_ELIGIBLE.because(
                    new Reason("NOT_AVAILABLE", "帮扶方已离任", "The helper side has left for good"));
        }
        if (pairing.helperSide() == SideKind.PERSON && away(pairing, PairingReason.LONG_LEAVE)) {
            throw HELPER_NOT_ELIGIBLE.because(new Reason(
                    "ON_LEAVE", "帮扶责任人仍在长期离岗期间；请先登记返岗日期", "The helper is on leave; note the day of the return first"));
        }
    }

    private boolean away(Pairing pairing, PairingReason reason) {
        var from = awayFrom(pairing, reason);
        return from != null && !from.isAfter(time.today());
    }
}
