package org.jiedui.household.risk.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.risk.RiskCaseRepository;

/** Bodies of risk-cases for the change feed. */
@ApplicationScoped
public class RiskCaseBodies implements ChangeBodies {
    private final RiskCaseRepository records;
    private final RiskCaseViews views;

    RiskCaseBodies(RiskCaseRepository records, RiskCaseViews views) {
        this.records = records;
        this.views = views;
    }

    @Override
    public String resource() {
        return "risk-cases";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        records.visible(caller, ids).forEach(c -> found.put(c.id(), views.brief(c)));
        return found;
    }
}
