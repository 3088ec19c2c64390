package org.jiedui.household.risk;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Roles;
import org.jiedui.household.access.AccessRepository;

/** Alerts that a caller may see: of the office's region, of the households of own pairings. */
@ApplicationScoped
public class RiskAlertRepository implements PanacheRepositoryBase<RiskAlert, UUID> {
    private final TimeSource time;

    RiskAlertRepository(TimeSource time) {
        this.time = time;
    }

    /** One alert, or {@code NOT_FOUND}. */
    public RiskAlert require(Caller caller, UUID id) {
        var query = getEntityManager()
                .createQuery("from RiskAlert e where e.id = :id and " + visible(caller), RiskAlert.class)
                .setParameter("id", id);
        visibility(caller, time).forEach(query::setParameter);
        return query.getResultStream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The caller's alerts. */
    public KeysetQuery<RiskAlert> list(
            Caller caller, String regionPattern, UUID householdId, Boolean open, List<RiskReason> reasons) {
        var query = new KeysetQuery<>("risk-alerts", RiskAlert.class, RiskAlert::id)
                .where(visible(caller), visibility(caller, time))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.householdId = :household", "household", householdId);
        if (open != null) {
            query.where(open ? "e.clearedAt is null" : "e.clearedAt is not null", Map.of());
        }
        if (!reasons.isEmpty()) {
            // the converted column is compared as the JSON text that it is
            query.where(
                    reasons.stream()
                            .map(reason -> "cast(e.reasons as string) like '%\"code\":\"" + reason.name() + "\"%'")
                            .collect(java.util.stream.Collectors.joining(" or ")),
                    Map.of());
        }
        return query.sortableBy("region", RiskAlert::region, text -> text)
                .sortableBy("raisedAt", RiskAlert::raisedAt, java.time.Instant::parse);
    }

    private static boolean byPairing(Caller caller) {
        return !caller.office() || caller.hasRole(Roles.HELPER);
    }

    /** Condition that alert or case {@code e} is visible to the caller; its parameters are {@link #visibility}. */
    static String visible(Caller caller) {
        var own = AccessRepository.mayRead("e.householdId");
        if (!caller.office()) {
            return own;
        }
        return byPairing(caller) ? "(e.region like :visible or " + own + ")" : "e.region like :visible";
    }

    static Map<String, Object> visibility(Caller caller, TimeSource time) {
        var parameters = new LinkedHashMap<String, Object>();
        if (caller.office()) {
            parameters.put("visible", caller.regionPrefix() + "%");
        }
        if (byPairing(caller)) {
            parameters.put("account", caller.subject());
            parameters.put("today", time.today());
        }
        return parameters;
    }
}
