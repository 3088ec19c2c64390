package org.jiedui.household.request;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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

/** Requests that a caller may see: of the office's region, of the households of own pairings. */
@ApplicationScoped
public class RequestRepository implements PanacheRepositoryBase<Request, UUID> {
    private final TimeSource time;

    RequestRepository(TimeSource time) {
        this.time = time;
    }

    /** One request, or {@code NOT_FOUND}. */
    public Request require(Caller caller, UUID id) {
        var query = getEntityManager()
                .createQuery("from Request e where e.id = :id and " + visible(caller), Request.class)
                .setParameter("id", id);
        visibility(caller).forEach(query::setParameter);
        return query.getResultStream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The caller's requests. */
    public KeysetQuery<Request> list(
            Caller caller, String regionPattern, UUID householdId, List<RequestState> states, List<RequestKind> kinds) {
        return new KeysetQuery<>("requests", Request.class, Request::id)
                .where(visible(caller), visibility(caller))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.householdId = :household", "household", householdId)
                .whereIf("e.state in :states", "states", states)
                .whereIf("e.kind in :kinds", "kinds", kinds)
                .sortableBy("region", Request::region, text -> text)
                .sortableBy("due", Request::due, java.time.LocalDate::parse);
    }

    /** Visible ones of these. */
    public List<Request> visible(Caller caller, Collection<UUID> ids) {
        var query = getEntityManager()
                .createQuery("from Request e where e.id in :ids and " + visible(caller), Request.class)
                .setParameter("ids", ids);
        visibility(caller).forEach(query::setParameter);
        return query.getResultList();
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
