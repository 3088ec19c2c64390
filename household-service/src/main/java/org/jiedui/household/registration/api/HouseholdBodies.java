package org.jiedui.household.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.registration.HouseholdReading;

/** Bodies of households for the change feed. */
@ApplicationScoped
public class HouseholdBodies implements ChangeBodies {
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
        var bodies = new HashMap<UUID, Object>();
        records.visible(caller, ids).forEach((id, household) -> bodies.put(id, HouseholdView.of(household)));
        return bodies;
    }
}
