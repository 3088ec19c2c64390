package org.jiedui.notification.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds what the {@link AudiencePolicy} needs to know of an event: its data and the own copies of pairings and tasks. */
@ApplicationScoped
public class AudienceLookup {
    private final PairingParties pairings;
    private final TaskOwners tasks;

    AudienceLookup(PairingParties pairings, TaskOwners tasks) {
        this.pairings = pairings;
        this.tasks = tasks;
    }

    /**
     * The facts of an event of that type, as pairings and tasks are now.
     *
     * @param helpers who helps the households that it is about, as {@link #helpersOf} knows for many events at once
     */
    public AudienceFacts of(EventType type, String region, EventData data, Map<UUID, Set<String>> helpers) {
        return of(
                region,
                data,
                helpers,
                switch (type) {
                    case CYCLE_REOPENED -> tasks.beforeClosing(data.cycleId());
                    case CYCLE_CANCELLED -> tasks.of(data.cycleId());
                    default -> Set.of();
                });
    }

    /** The facts as the pairings are now, without the owners of other tasks. */
    public AudienceFacts of(String region, EventData data) {
        return of(region, data, pairings.activeHelpersOf(data.households()), Set.of());
    }

    /** Who actively helps the households that these are about, by household. */
    public Map<UUID, Set<String>> helpersOf(Collection<EventData> all) {
        return pairings.activeHelpersOf(
                all.stream().flatMap(data -> data.households().stream()).collect(Collectors.toSet()));
    }

    private String concerned(EventData data) {
        return data.holderId() == null
                ? data.concerned()
                : pairings.accountOf(data.holderKind(), data.holderId()).orElse(null);
    }

    private AudienceFacts of(String region, EventData data, Map<UUID, Set<String>> helpers, Set<String> taskOwners) {
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
                data.households().stream()
                        .flatMap(household -> helpers.getOrDefault(household, Set.of()).stream())
                        .collect(Collectors.toSet()));
    }
}
