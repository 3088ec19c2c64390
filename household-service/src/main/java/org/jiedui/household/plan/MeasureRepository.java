package org.jiedui.household.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;

/** Measures of households; the right to see the household is checked before. */
@ApplicationScoped
public class MeasureRepository implements PanacheRepositoryBase<Measure, UUID> {
    /** Measures of a household. */
    public KeysetQuery<Measure> ofHousehold(UUID householdId, List<MeasureCategory> categories) {
        return new KeysetQuery<>("measures", Measure.class, Measure::id)
                .where("e.householdId = :household", Map.of("household", householdId))
                .whereIf("e.category in :categories", "categories", categories);
    }

    /** Those of the measures that are in the caller's region. */
    public List<Measure> visible(Caller caller, Collection<UUID> ids) {
        return list("id in ?1 and region like ?2", ids, caller.regionPrefix() + "%");
    }
}
