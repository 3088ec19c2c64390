package org.jiedui.notification.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what the {@link AudiencePolicy} needs to know of an event: its data and the own copy of the pairings. */
@ApplicationScoped
public class AudienceLookup {
    private final PairingParties pairings;

    AudienceLookup(PairingParties pairings) {
        this.pairings = pairings;
    }

    /** The facts as the pairings are now. */
    public AudienceFacts of(String region, EventData data) {
        Set<String> parties = new HashSet<>();
        if (data.pairingIds() != null) {
            parties.addAll(pairings.partiesOf(data.pairingIds()));
        }
        if (data.pairingId() != null) {
            parties.addAll(pairings.partiesOf(List.of(data.pairingId())));
        }
        return new AudienceFacts(
                region,
                data.otherRegion(),
                data.concerned(),
                data.actor(),
                data.assigneeRole(),
                data.urgency() != null && !data.urgency().equals("NORMAL"),
                data.helped() != null && "HOUSEHOLD".equals(data.helped().kind()),
                parties,
                pairings.activeHelpersOf(data.households()));
    }
}
