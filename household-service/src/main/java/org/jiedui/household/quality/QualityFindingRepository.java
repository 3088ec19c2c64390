package org.jiedui.household.quality;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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

/** Findings that a caller may see: of the office's region, of the households of own pairings. */
@ApplicationScoped
public class QualityFindingRepository implements PanacheRepositoryBase<QualityFinding, UUID> {
    private final TimeSource time;

    QualityFindingRepository(TimeSource time) {
        this.time = time;
    }

    /** Filters of a list; null and empty mean any. */
    public record Filter(
            String regionPattern,
            List<QualityRule> rules,
            List<QualitySeverity> severities,
            List<QualityState> states,
            UUID householdId,
            String officePattern,
            String assignee,
            Boolean assigned,
            Boolean overdue) {}

    /** Findings below a division, by the divisions of its next level. */
    public record RegionCount(String region, long open, long overdue, long waived) {}

    /** One finding, or {@code NOT_FOUND}. */
    public QualityFinding require(Caller caller, UUID id) {
        var query = getEntityManager()
                .createQuery("from QualityFinding e where e.id = :id and " + visible(caller), QualityFinding.class)
                .setParameter("id", id);
        visibility(caller).forEach(query::setParameter);
        return query.getResultStream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The caller's findings. */
    public KeysetQuery<QualityFinding> list(Caller caller, Filter filter) {
        var query = new KeysetQuery<>("quality-findings", QualityFinding.class, QualityFinding::id)
                .where(visible(caller), visibility(caller))
                .whereIf("e.region like :below", "below", filter.regionPattern())
                .whereIf("e.rule in :rules", "rules", filter.rules())
                .whereIf("e.severity in :severities", "severities", filter.severities())
                .whereIf("e.state in :states", "states", filter.states())
                .whereIf("e.householdId = :household", "household", filter.householdId())
                .whereIf("e.office like :office", "office", filter.officePattern())
                .whereIf("e.assignee = :assignee", "assignee", filter.assignee());
        if (filter.assigned() != null) {
            query.where("e.assignee is " + (filter.assigned() ? "not null" : "null"), Map.of());
        }
        if (filter.overdue() != null) {
            var overdue = "e.state = org.jiedui.household.quality.QualityState.OPEN and e.due < :day";
            query.where(filter.overdue() ? overdue : "not (" + overdue + ")", Map.of("day", time.today()));
        }
        return query.sortableBy("region", QualityFinding::region, text -> text)
                .sortableBy("due", QualityFinding::due, LocalDate::parse)
                .sortableBy("foundAt", QualityFinding::foundAt, Instant::parse);
    }

    /**
     * Open, overdue and waived findings by the divisions whose codes are {@code digits} long, in their order; one pass
     * over an index.
     *
     * @param prefix division below which is counted; the caller's region is a condition of its own
     */
    @SuppressWarnings("unchecked")
    public List<RegionCount> byRegion(Caller caller, String prefix, int digits) {
        var rows = (List<Object[]>) getEntityManager()
                .createNativeQuery("SELECT LEFT(region, :digits) AS division, SUM(state = 'OPEN'),"
                        + " SUM(state = 'OPEN' AND due < :today), SUM(state = 'WAIVED') FROM quality_finding"
                        + " WHERE state IN ('OPEN', 'WAIVED') AND region LIKE :below AND region LIKE :visible"
                        + " GROUP BY division ORDER BY division")
                .setParameter("digits", digits)
                .setParameter("today", time.today())
                .setParameter("below", prefix + "%")
                .setParameter("visible", caller.regionPrefix() + "%")
                .getResultList();
        var counts = new ArrayList<RegionCount>(rows.size());
        for (var row : rows) {
            counts.add(new RegionCount(String.valueOf(row[0]), number(row[1]), number(row[2]), number(row[3])));
        }
        return counts;
    }

    private static long number(Object sum) {
        return ((Number) sum).longValue();
    }

    private static boolean byPairing(Caller caller) {
        return !caller.office() || caller.hasRole(Roles.HELPER);
    }

    private static String visible(Caller caller) {
        var own = AccessRepository.mayRead("e.householdId");
        return caller.office()
                ? byPairing(caller) ? "(e.region like :visible or " + own + ")" : "e.region like :visible"
                : own;
    }

    private Map<String, Object> visibility(Caller caller) {
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
