package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.HelperRegistry;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.organisation.OrganisationRepository;

/**
 * Lets pairings follow their helper side, one transaction each: those of a team that others lead go on through the new
 * leader's account (PA-11), and those of a person or team of another department or kind count for that (PA-12). A household
 * that lacks departments since is listed.
 */
@ApplicationScoped
public class TeamHandOver implements JobHandler {
    private static final int CHUNK = 50;

    private final PairingRepository pairings;
    private final HelperRepository helpers;
    private final OrganisationRepository organisations;
    private final PairingDoor door;
    private final Capacity capacity;
    private final TimeSource time;

    TeamHandOver(
            PairingRepository pairings,
            HelperRepository helpers,
            OrganisationRepository organisations,
            PairingDoor door,
            Capacity capacity,
            TimeSource time) {
        this.pairings = pairings;
        this.helpers = helpers;
        this.organisations = organisations;
        this.door = door;
        this.capacity = capacity;
        this.time = time;
    }

    @Override
    public String kind() {
        return HelperRegistry.FOLLOW_SIDE;
    }

    @Override
    public Object run(JobContext job) {
        var side = job.parameters(UUID.class);
        var after = new UUID(0, 0);
        var done = 0L;
        // whoever is proposing the side has read what it was: those pairings are waited for
        job.inTransaction(() -> capacity.lock(List.of(side)));
        while (true) {
            var from = after;
            var some = job.inTransaction(() -> pairings.liveOfHelper(side, from, CHUNK).stream()
                    .map(Pairing::id)
                    .toList());
            if (some.isEmpty()) {
                return null;
            }
            for (var id : some) {
                var processed = ++done;
                job.inTransaction(() -> {
                    handOn(id);
                    job.checkpoint(processed, null, null);
                });
            }
            after = some.get(some.size() - 1);
        }
    }

    private void handOn(UUID id) {
        var pairing = pairings.require(id, Caller.SYSTEM);
        pairings.lockHelped(pairing.helpedId());
        pairings.refresh(pairing);
        var side = present(pairing.helperSide(), pairing.helperId());
        if (pairing.state().live() && !side.equals(pairing.helper())) {
            var opened = door.opened(pairing);
            pairing.follow(side, time.now());
            door.handedOn(opened, Caller.SYSTEM);
        }
    }

    private HelperSide present(SideKind kind, UUID id) {
        if (kind == SideKind.PERSON) {
            var helper = helpers.findById(id);
            return new HelperSide(kind, id, helper.account(), helper.kind().name(), helper.unit());
        }
        var team = organisations.findById(id);
        return new HelperSide(kind, id, team.account(), team.kind().name(), team.unit());
    }
}
