package org.jiedui.household.visit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;

/** Visits of households; the right to see the household is checked before. */
@ApplicationScoped
public class VisitRepository implements PanacheRepositoryBase<Visit, UUID> {
    /** Visits of a household. */
    public KeysetQuery<Visit> ofHousehold(UUID householdId) {
        return new KeysetQuery<>("visits", Visit.class, Visit::id)
                .where(
                        "e.id in (select v.key.visitId from VisitHousehold v where v.key.householdId = :household)",
                        Map.of("household", householdId))
                .sortableBy("day", Visit::day, java.time.LocalDate::parse);
    }

    /** One visit of a household, or {@code NOT_FOUND}. */
    public Visit ofHousehold(UUID householdId, UUID visitId) {
        return getEntityManager()
                .createQuery(
                        "from Visit e where e.id = :visit and exists (select 1 from VisitHousehold v"
                                + " where v.key.visitId = e.id and v.key.householdId = :household)",
                        Visit.class)
                .setParameter("visit", visitId)
                .setParameter("household", householdId)
                .getResultStream()
                .findFirst()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Notes to which households a visit was. */
    void link(Visit visit, List<UUID> households) {
        households.forEach(household -> getEntityManager().persist(new VisitHousehold(household, visit.id())));
    }
}
