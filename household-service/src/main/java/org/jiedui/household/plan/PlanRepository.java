package org.jiedui.household.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;

/** Plans of households; the right to see the household is checked before. */
@ApplicationScoped
public class PlanRepository implements PanacheRepositoryBase<AssistancePlan, UUID> {
    /** The last revision of a year; with null of the latest year. */
    public Optional<AssistancePlan> latest(UUID householdId, Integer year) {
        return year == null
                ? find("householdId = ?1 order by year desc, revision desc", householdId)
                        .range(0, 0)
                        .firstResultOptional()
                : find("householdId = ?1 and year = ?2 order by revision desc", householdId, year)
                        .range(0, 0)
                        .firstResultOptional();
    }

    /** All revisions of a year, the newest first. */
    public List<AssistancePlan> revisions(UUID householdId, int year) {
        return list("householdId = ?1 and year = ?2 order by revision desc", householdId, year);
    }

    /** Those of the plans that are in the caller's region. */
    public List<AssistancePlan> visible(Caller caller, Collection<UUID> ids) {
        return list("id in ?1 and region like ?2", ids, caller.regionPrefix() + "%");
    }
}
