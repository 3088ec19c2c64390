package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/**
 * Both sides accept, each through its own account; or an office decides for them: a township or higher office for either
 * or both, a village clerk only for the helped side, whose word the clerk records.
 */
@ApplicationScoped
public class PairingAcceptance {
    /** Which side agrees. */
    public enum Side {
        HELPER,
        HELPED,
        BOTH
    }

    private final PairingDoor door;
    private final TimeSource time;

    PairingAcceptance(PairingDoor door, TimeSource time) {
        this.door = door;
        this.time = time;
    }

    /**
     * Accepts.
     *
     * @param side null: one's own side for a party, both for an office
     */
    @Transactional
    public Pairing accept(UUID id, Side side, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.ACCEPT, caller, versionCheck);
        var pairing = opened.pairing();
        var helper = caller.subject().equals(pairing.helperAccount());
        var helped = caller.subject().equals(pairing.helpedAccount());
        if (caller.hasRole("township-officer", "county-officer", "province-officer") && caller.office()) {
            helper = side != Side.HELPED;
            helped = side != Side.HELPER;
        } else if (caller.hasRole("village-clerk") && caller.office() && side == Side.HELPED) {
            helped = true;
        } else {
            helper = helper && side != Side.HELPED;
            helped = helped && side != Side.HELPER;
        }
        if ((!helper && !helped) || (side == Side.BOTH && !(helper && helped))) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        pairing.accept(helper, helped, caller.subject(), time.now());
        door.close(opened, Step.ACCEPT, caller, null);
        return pairing;
    }
}
