package org.jiedui.household.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.value.Money;

/**
 * Funds that a caller may see: those of the caller's region and below, and those of the divisions above it, from which its
 * households may get money.
 */
@ApplicationScoped
public class FundRepository implements PanacheRepositoryBase<Fund, UUID> {
    /** The caller's funds. */
    public KeysetQuery<Fund> list(Caller caller, String regionPattern, Integer year, List<FundsSource> sources) {
        return new KeysetQuery<>("funds", Fund.class, Fund::id)
                .where("e.region like :visible or e.region in :above", visibility(caller))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.year = :year", "year", year)
                .whereIf("e.source in :sources", "sources", sources)
                .sortableBy("region", Fund::region, text -> text);
    }

    /** One fund, or {@code NOT_FOUND}. */
    public Fund require(Caller caller, UUID id) {
        return visible(caller, List.of(id)).stream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Visible ones of these. */
    public List<Fund> visible(Caller caller, Collection<UUID> ids) {
        var query = getEntityManager()
                .createQuery(
                        "from Fund e where e.id in :ids and (e.region like :visible or e.region in :above)", Fund.class)
                .setParameter("ids", ids);
        visibility(caller).forEach(query::setParameter);
        return query.getResultList();
    }

    private static Map<String, Object> visibility(Caller caller) {
        var above = new ArrayList<String>(List.of(""));
        var region = caller.region();
        for (var length : List.of(2, 4, 6, 9, 12)) {
            if (region.length() >= length) {
                above.add(region.substring(0, length));
            }
        }
        return Map.of("visible", caller.regionPrefix() + "%", "above", above);
    }

    /**
     * Sums of a fund.
     *
     * @param plans shares of plans
     * @param plansSpent of which measures have spent
     * @param projects amounts of projects and training classes
     * @param measures single measures outside plans
     * @param byCategory measures of all three ways, by category; spent or shared out
     */
    public record Totals(
            Money plans, Money plansSpent, Money projects, Money measures, Map<MeasureCategory, Money> byCategory) {}

    /** Sums of a fund; plans, projects and single measures together are what is allocated. */
    public Totals totals(UUID fundId) {
        var plans = row("select sum(b.amount), sum(b.spent) from PlanBudget b where b.key.fundId = :fund", fundId);
        var projects = row("select sum(p.amount), 0 from Project p where p.fundId = :fund", fundId);
        var measures = row(
                "select sum(m.amount), 0 from Measure m where m.fundId = :fund and m.cancelledAt is null and m.projectId is null"
                        + " and m.planYear is null",
                fundId);
        var byCategory = new EnumMap<MeasureCategory, Money>(MeasureCategory.class);
        getEntityManager()
                .createQuery(
                        "select m.category, sum(m.amount) from Measure m where m.fundId = :fund and m.cancelledAt is null"
                                + " group by m.category",
                        Object[].class)
                .setParameter("fund", fundId)
                .getResultStream()
                .forEach(sum -> byCategory.put((MeasureCategory) sum[0], money(sum[1])));
        return new Totals(money(plans[0]), money(plans[1]), money(projects[0]), money(measures[0]), byCategory);
    }

    private Object[] row(String hql, UUID fundId) {
        return getEntityManager()
                .createQuery(hql, Object[].class)
                .setParameter("fund", fundId)
                .getSingleResult();
    }

    private static Money money(Object sum) {
        return sum == null ? Money.ZERO : new Money((BigDecimal) sum);
    }
}
