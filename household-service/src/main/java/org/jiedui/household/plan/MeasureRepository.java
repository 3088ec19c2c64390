package org.jiedui.household.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.value.Money;

/** Measures of households; the right to see the household is checked before. */
@ApplicationScoped
public class MeasureRepository implements PanacheRepositoryBase<Measure, UUID> {
    /** Measures of a household. */
    public KeysetQuery<Measure> ofHousehold(UUID householdId, List<MeasureCategory> categories) {
        return new KeysetQuery<>("measures", Measure.class, Measure::id)
                .where("e.householdId = :household", Map.of("household", householdId))
                .whereIf("e.category in :categories", "categories", categories);
    }

    /** One measure of a household, or {@code NOT_FOUND}. */
    public Measure require(UUID householdId, UUID measureId) {
        var measure = findById(measureId);
        if (measure == null || !measure.householdId().equals(householdId)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return measure;
    }

    /** Measures that carry out a plan, by goal; without a goal under -1. One query. */
    public Map<Integer, List<Measure>> ofPlan(UUID householdId, int year) {
        return list("householdId = ?1 and planYear = ?2 and cancelledAt is null order by id", householdId, year)
                .stream()
                .collect(Collectors.groupingBy(m -> m.goal() == null ? -1 : m.goal()));
    }

    /** Measures of a caller's region. */
    public KeysetQuery<Measure> list(
            Caller caller,
            String regionPattern,
            List<MeasureCategory> categories,
            List<FundsSource> sources,
            UUID fundId,
            UUID projectId,
            LocalDate from,
            LocalDate to) {
        return new KeysetQuery<>("all-measures", Measure.class, Measure::id)
                .where("e.region like :visible", Map.of("visible", caller.regionPrefix() + "%"))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.category in :categories", "categories", categories)
                .whereIf("e.funds in :sources", "sources", sources)
                .whereIf("e.fundId = :fund", "fund", fundId)
                .whereIf("e.projectId = :project", "project", projectId)
                .whereIf("e.fromDay >= :from", "from", from)
                .whereIf("e.fromDay <= :to", "to", to)
                .sortableBy("region", Measure::region, text -> text);
    }

    /** How many measures of a category and source a household had, and yuan in all. */
    public record Total(MeasureCategory category, FundsSource funds, long measures, Money amount) {}

    /** Sums of a household by category and source; of those that began in a year, or of all with null. */
    public List<Total> totals(UUID householdId, Integer year) {
        var query = getEntityManager()
                .createQuery(
                        "select m.category, m.funds, count(m), coalesce(sum(m.amount), 0) from Measure m"
                                + " where m.householdId = :household and m.cancelledAt is null"
                                + (year == null ? "" : " and m.fromDay between :first and :last")
                                + " group by m.category, m.funds order by m.category, m.funds",
                        Object[].class)
                .setParameter("household", householdId);
        if (year != null) {
            query.setParameter("first", LocalDate.of(year, 1, 1)).setParameter("last", LocalDate.of(year, 12, 31));
        }
        return query.getResultStream()
                .map(row -> new Total(
                        (MeasureCategory) row[0], (FundsSource) row[1], (Long) row[2], new Money((BigDecimal) row[3])))
                .toList();
    }

    /** Those of the measures that are in the caller's region. */
    public List<Measure> visible(Caller caller, Collection<UUID> ids) {
        return list("id in ?1 and region like ?2", ids, caller.regionPrefix() + "%");
    }
}
