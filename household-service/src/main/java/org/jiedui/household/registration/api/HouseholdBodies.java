package org.jiedui.household.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.value.Slices;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.registration.HouseholdReading;

/** Bodies of households for the change feed. */
@ApplicationScoped
public class HouseholdBodies implements ChangeBodies {
    private static final int PIECE = 125;

    private final HouseholdReading records;

    HouseholdBodies(HouseholdReading records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "households";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var bodies = new ConcurrentHashMap<UUID, Object>();
        // a thousand take long: while the server reads some, others are decrypted
        Slices.of(List.copyOf(ids), PIECE).parallelStream()
                .forEach(piece -> records.visible(caller, piece)
                        .forEach((id, household) -> bodies.put(id, HouseholdView.of(household))));
        return bodies;
    }
}
