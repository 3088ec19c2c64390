package org.jiedui.household.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.registration.HouseholdRepository;

/** Bodies of households for the change feed. */
@ApplicationScoped
public class HouseholdBodies implements ChangeBodies {
    private final HouseholdRepository records;

    HouseholdBodies(HouseholdRepository records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "households";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        records.withMembers(caller, ids).forEach((id, household) -> found.put(id, HouseholdView.of(household)));
        return found;
    }
}
