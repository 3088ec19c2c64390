package org.jiedui.pairing.matching.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.pairing.matching.Divisions;

/** Takes what the household service tells of villages. */
@ApplicationScoped
public class HouseholdConsumer implements EventConsumer {
    /** Slim copy of {@code village-profile-changed.v1}. */
    record VillageProfileChanged(String region, List<String> traits) {}

    private final Divisions divisions;

    HouseholdConsumer(Divisions divisions) {
        this.divisions = divisions;
    }

    @Override
    public Set<String> topics() {
        return Set.of("jiedui.household.village");
    }

    @Override
    public void on(EventEnvelope event) {
        if (event.name().equals("village-profile-changed")) {
            var profile = event.data(VillageProfileChanged.class);
            divisions.tell(profile.region(), profile.traits(), event.time());
        }
    }
}
