package org.jiedui.household.plan.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.plan.PlanRepository;

/** Bodies of plans for the change feed. */
@ApplicationScoped
public class PlanBodies implements ChangeBodies {
    private final PlanRepository records;

    PlanBodies(PlanRepository records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "plans";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        records.visible(caller, ids).forEach(p -> found.put(p.id(), PlanView.of(p)));
        return found;
    }
}
