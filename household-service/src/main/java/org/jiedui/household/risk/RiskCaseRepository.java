package org.jiedui.household.risk;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/** Cases that a caller may see: of the office's region, of the households of own pairings. */
@ApplicationScoped
public class RiskCaseRepository implements PanacheRepositoryBase<RiskCase, UUID> {
    private final TimeSource time;

    RiskCaseRepository(TimeSource time) {
        this.time = time;
    }

    /** One case, or {@code NOT_FOUND}. */
    public RiskCase require(Caller caller, UUID id) {
        return visible(caller, List.of(id)).stream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Visible ones of these. */
    public List<RiskCase> visible(Caller caller, Collection<UUID> ids) {
        var query = getEntityManager()
                .createQuery(
                        "from RiskCase e where e.id in :ids and " + RiskAlertRepository.visible(caller), RiskCase.class)
                .setParameter("ids", ids);
        RiskAlertRepository.visibility(caller, time).forEach(query::setParameter);
        return query.getResultList();
    }

    /** The caller's cases. */
    public KeysetQuery<RiskCase> list(
            Caller caller, String regionPattern, UUID householdId, List<RiskCaseState> states, Boolean overdue) {
        var query = new KeysetQuery<>("risk-cases", RiskCase.class, RiskCase::id)
                .where(RiskAlertRepository.visible(caller), RiskAlertRepository.visibility(caller, time))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.householdId = :household", "household", householdId)
                .whereIf("e.state in :states", "states", states);
        if (overdue != null) {
            query.where(
                    overdue ? "e.stepDue is not null and e.stepDue < :now" : "(e.stepDue is null or e.stepDue >= :now)",
                    java.util.Map.of("now", time.today()));
        }
        return query.sortableBy("region", RiskCase::region, text -> text)
                .sortableBy("due", RiskCase::due, java.time.LocalDate::parse);
    }

    /** The objections of a case in their order. */
    public List<RiskCaseObjection> objections(UUID caseId) {
        return getEntityManager()
                .createQuery(
                        "from RiskCaseObjection o where o.key.caseId = :case order by o.key.id",
                        RiskCaseObjection.class)
                .setParameter("case", caseId)
                .getResultList();
    }

    /** The steps of a case in their order. */
    public List<RiskCaseStep> steps(UUID caseId) {
        return getEntityManager()
                .createQuery("from RiskCaseStep s where s.key.caseId = :case order by s.key.id", RiskCaseStep.class)
                .setParameter("case", caseId)
                .getResultList();
    }
}
