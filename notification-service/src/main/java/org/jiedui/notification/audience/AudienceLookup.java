package org.jiedui.notification.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what the {@link AudiencePolicy} needs to know of an event: its data and the own copies of pairings and tasks. */
@ApplicationScoped
public class AudienceLookup {
    private final PairingParties pairings;
    private final TaskOwners tasks;

    AudienceLookup(PairingParties pairings, TaskOwners tasks) {
        this.pairings = pairings;
        this.tasks = tasks;
    }

    /** The facts of an event of that type, as pairings and tasks are now. */
    public AudienceFacts of(EventType type, String region, EventData data) {
        return of(region, data, concernsTaskOwners(type) ? tasks.of(data.cycleId()) : Set.of());
    }

    /** The facts as the pairings are now, without the owners of other tasks. */
    public AudienceFacts of(String region, EventData data) {
        return of(region, data, Set.of());
    }

    private static boolean concernsTaskOwners(EventType type) {
        return type == EventType.CYCLE_REOPENED || type == EventType.CYCLE_CANCELLED;
    }

    private String concerned(EventData data) {
        return data.holderId() == null
                ? data.concerned()
                : pairings.accountOf(data.holderKind(), data.holderId()).orElse(null);
    }

    private AudienceFacts of(String region, EventData data, Set<String> taskOwners) {
        Set<String> parties = new HashSet<>(data.sides());
        if (data.pairingIds() != null) {
            parties.addAll(pairings.partiesOf(data.pairingIds()));
        }
        if (data.pairingId() != null) {
            parties.addAll(pairings.partiesOf(List.of(data.pairingId())));
        }
        return new AudienceFacts(
                region,
                data.otherRegion(),
                concerned(data),
                data.actor(),
                data.assigneeRole(),
                data.urgency() != null && !data.urgency().equals("NORMAL"),
                data.aboutHousehold(),
                parties,
                taskOwners,
                pairings.activeHelpersOf(data.households()));
    }
}
