package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.PUBLICITY_TOO_SHORT;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.programme.ProgrammeRepository;

/** Makes an accepted pairing public for some days, in which objections may be raised. */
@ApplicationScoped
public class PairingPublicity {
    private final PairingDoor door;
    private final ProgrammeRepository programmes;
    private final PairingConfig config;
    private final TimeSource time;

    PairingPublicity(PairingDoor door, ProgrammeRepository programmes, PairingConfig config, TimeSource time) {
        this.door = door;
        this.programmes = programmes;
        this.config = config;
        this.time = time;
    }

    /**
     * Publicises.
     *
     * @param days null: as few as allowed; fewer are refused with {@code PUBLICITY_TOO_SHORT}
     */
    @Transactional
    public Pairing publicise(UUID id, Integer days, Caller caller, LongConsumer versionCheck) {
        var opened = door.open(id, Step.PUBLICISE, caller, versionCheck);
        var pairing = opened.pairing();
        var fewest = config.publicityDays()
                .orElseGet(
                        () -> programmes.findById(pairing.programmeId()).rules().publicityDays());
        if (days != null && days < fewest) {
            throw PUBLICITY_TOO_SHORT.because(
                    new Reason("FEWEST_DAYS", "至少公示 " + fewest + " 天", "At least " + fewest + " days"));
        }
        pairing.publicise(time.today(), days == null ? fewest : days, time.now());
        door.close(
                opened,
                Step.PUBLICISE,
                caller,
                told -> new PairingEvent.PairingPublicised(told, pairing.lastPublicDay()));
        return pairing;
    }
}
