package org.jiedui.household.plan.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.plan.MeasureRepository;

/** Bodies of measures for the change feed. */
@ApplicationScoped
public class MeasureBodies implements ChangeBodies {
    private final MeasureRepository records;

    MeasureBodies(MeasureRepository records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "measures";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        records.visible(caller, ids).forEach(m -> found.put(m.id(), MeasureView.of(m)));
        return found;
    }
}
