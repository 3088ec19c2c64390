package org.jiedui.evaluation.cycle;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/**
 * Cycles. Visible to offices whose region contains the cycle's; once it is no draft also to offices inside the cycle's
 * region and to whoever has a task in it: they have to act in it.
 */
@ApplicationScoped
public class CycleRepository implements PanacheRepositoryBase<Cycle, UUID> {
    /** Condition on alias {@code e} with the parameters of {@link #visibleTo}. */
    public static final String VISIBLE = "e.region like concat(:prefix, '%')"
            + " or (e.state <> org.jiedui.evaluation.cycle.CycleState.DRAFT and ("
            + "   (:inside <> '' and :inside like concat(e.region, '%'))"
            + "   or exists (select 1 from Task t where t.cycleId = e.id and t.account = :subject)))";

    /** Parameters of {@link #VISIBLE}. */
    public static Map<String, Object> visibleTo(Caller caller) {
        var parameters = new HashMap<String, Object>();
        parameters.put("prefix", caller.regionPrefix());
        parameters.put("inside", caller.office() && !caller.region().equals("*") ? caller.region() : "");
        parameters.put("subject", caller.subject());
        return parameters;
    }

    /** The cycle, or {@code NOT_FOUND} when absent or not visible. */
    public Cycle require(Caller caller, UUID id) {
        var parameters = visibleTo(caller);
        parameters.put("id", id);
        return find("from Cycle e where e.id = :id and (" + VISIBLE + ")", parameters)
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Of these, the ones that the caller may see. */
    public Map<UUID, Cycle> visible(Caller caller, Collection<UUID> ids) {
        var parameters = visibleTo(caller);
        parameters.put("ids", ids);
        return find("from Cycle e where e.id in :ids and (" + VISIBLE + ")", parameters).stream()
                .collect(Collectors.toMap(Cycle::id, Function.identity()));
    }

    /** Cycles beyond their draft whose pairings could be in a cycle of this region, programme and period too. */
    List<Cycle> overlapping(UUID self, String region, String programme, LocalDate from, LocalDate to) {
        return list(
                "from Cycle e where e.programme = ?1 and e.state not in ?2 and e.periodFrom <= ?4 and e.periodTo >= ?3"
                        + " and (e.region like concat(?5, '%') or ?5 like concat(e.region, '%')) and e.id <> ?6",
                programme, List.of(CycleState.DRAFT, CycleState.CANCELLED), from, to, region, self);
    }

    /** Cycles of a programme that end in the year and concern the region, by the ends of their periods. */
    public List<Cycle> ofYear(String programme, String region, int year) {
        return list(
                "from Cycle e where e.programme = ?1 and e.periodTo between ?2 and ?3"
                        + " and (e.region like concat(?4, '%') or ?4 like concat(e.region, '%')) order by e.periodTo",
                programme, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), region);
    }

    /** Cycles of a programme that contain the region and take pairings in: open ones, and those being opened. */
    List<Cycle> openIn(String programme, String region) {
        return list(
                "from Cycle e where e.programme = ?1 and e.state in ?2 and ?3 like concat(e.region, '%')",
                programme, List.of(CycleState.OPENING, CycleState.OPEN), region);
    }

    /**
     * The cycle, locked for one set of the work that its state names; empty when somebody called the work off. Late
     * pairings wait for the end of the set.
     */
    Optional<Cycle> lockDuring(CycleState work, UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE)).filter(c -> c.state() == work);
    }
}
