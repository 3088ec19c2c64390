package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.organisation.OrganisationRegistry;
import org.jiedui.pairing.organisation.OrganisationRepository;

/** Lets the pairings of a team that others lead go on through the new leader's account, one transaction each (PA-11). */
@ApplicationScoped
public class TeamHandOver implements JobHandler {
    private static final int CHUNK = 50;

    private final PairingRepository pairings;
    private final OrganisationRepository organisations;
    private final PairingDoor door;
    private final Capacity capacity;
    private final TimeSource time;

    TeamHandOver(
            PairingRepository pairings,
            OrganisationRepository organisations,
            PairingDoor door,
            Capacity capacity,
            TimeSource time) {
        this.pairings = pairings;
        this.organisations = organisations;
        this.door = door;
        this.capacity = capacity;
        this.time = time;
    }

    @Override
    public String kind() {
        return OrganisationRegistry.FOLLOW_LEADER;
    }

    @Override
    public Object run(JobContext job) {
        var team = job.parameters(UUID.class);
        var after = new UUID(0, 0);
        var done = 0L;
        // whoever is proposing the team has read its former account: those pairings are waited for
        job.inTransaction(() -> capacity.lock(List.of(team)));
        while (true) {
            var from = after;
            var some = job.inTransaction(() -> pairings.liveOfHelper(team, from, CHUNK).stream()
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
        var account = organisations.findById(pairing.helperId()).account();
        if (pairing.state().live() && !Objects.equals(account, pairing.helperAccount())) {
            var opened = door.opened(pairing);
            pairing.actThrough(account, time.now());
            door.handedOn(opened, Caller.SYSTEM);
        }
    }
}
