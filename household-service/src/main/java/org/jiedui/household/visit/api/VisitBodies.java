package org.jiedui.household.visit.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.visit.Visit;
import org.jiedui.household.visit.VisitRepository;

/** Bodies of visits for the change feed. */
@ApplicationScoped
public class VisitBodies implements ChangeBodies {
    private final VisitRepository records;

    VisitBodies(VisitRepository records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "visits";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var visits = records.visible(caller, ids);
        var households =
                records.households(caller, visits.stream().map(Visit::id).toList());
        var found = new HashMap<UUID, Object>();
        visits.forEach(v -> found.put(v.id(), VisitView.of(v, households.get(v.id()), null)));
        return found;
    }
}
