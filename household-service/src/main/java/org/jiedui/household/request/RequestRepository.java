package org.jiedui.household.request;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
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

/**
 * Requests that a caller may see; part of every query, lists, counts, ledger and change feed alike.
 *
 * <p>All kinds but complaints: those of the office's region, those of the households of own pairings, and those that were
 * given to the caller.
 *
 * <p>Complaints (投诉) are seen only by those who must: by township, county and province officers and auditors of the
 * region, unless the complaint is about them or about their office or one above it (see {@link RequestPolicy}), and by the
 * person to whom it was given. Never by the person complained about in whatever role, by village clerks, helpers (of own
 * pairings or not) and the provincial platform; an officer who is a helper too sees it by office alone.
 */
@ApplicationScoped
public class RequestRepository implements PanacheRepositoryBase<Request, UUID> {
    private final TimeSource time;

    RequestRepository(TimeSource time) {
        this.time = time;
    }

    /** Filters of a list; null and empty mean any. */
    public record Filter(
            String regionPattern,
            UUID householdId,
            List<RequestState> states,
            List<RequestKind> kinds,
            List<RequestCategory> categories,
            List<Urgency> urgencies,
            List<IntakeChannel> channels,
            Boolean overdue,
            LocalDate dueTo,
            String handler) {}

    /** One request, or {@code NOT_FOUND}. */
    public Request require(Caller caller, UUID id) {
        return visible(caller, List.of(id)).stream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /**
     * The caller's requests: of the region and of own pairings; those that were given to the caller from elsewhere when
     * they are asked for by {@code handler}, so that each of the two uses its index.
     */
    public KeysetQuery<Request> list(Caller caller, Filter filter) {
        var query = new KeysetQuery<>("requests", Request.class, Request::id)
                .where(caller.subject().equals(filter.handler()) ? visible(caller) : ofOwn(caller), visibility(caller))
                .whereIf("e.region like :below", "below", filter.regionPattern())
                .whereIf("e.householdId = :household", "household", filter.householdId())
                .whereIf("e.state in :states", "states", filter.states())
                .whereIf("e.kind in :kinds", "kinds", filter.kinds())
                .whereIf("e.category in :categories", "categories", filter.categories())
                .whereIf("e.urgency in :urgencies", "urgencies", filter.urgencies())
                .whereIf("e.channel in :channels", "channels", filter.channels())
                .whereIf("e.due <= :dueTo", "dueTo", filter.dueTo())
                .whereIf("e.handlerAccount = :handler", "handler", filter.handler());
        if (filter.overdue() != null) {
            // as RequestPolicy.isOverdue
            query.where(
                    (filter.overdue() ? "" : "not ") + "(e.state in (OPEN, DISPATCHED) and e.due < :now)",
                    Map.of("now", time.today()));
        }
        return query.sortableBy("region", Request::region, text -> text)
                .sortableBy("due", Request::due, LocalDate::parse);
    }

    /** Those of these that are complaints, whoever may see them. */
    public List<UUID> complaints(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : getEntityManager()
                        .createQuery("select e.id from Request e where e.id in :ids and e.kind = COMPLAINT", UUID.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Visible ones of these. */
    public List<Request> visible(Caller caller, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var query = getEntityManager()
                .createQuery("from Request e where e.id in :ids and " + visible(caller), Request.class)
                .setParameter("ids", ids);
        visibility(caller).forEach(query::setParameter);
        return query.getResultList();
    }

    /** Steps of a request, in their order; the right to see it is checked before. */
    public List<RequestStep> steps(UUID requestId) {
        return getEntityManager()
                .createQuery("from RequestStep s where s.key.requestId = :request order by s.key.id", RequestStep.class)
                .setParameter("request", requestId)
                .getResultList();
    }

    private static boolean byPairing(Caller caller) {
        return !caller.office() || caller.hasRole(Roles.HELPER);
    }

    private static boolean seesComplaints(Caller caller) {
        return caller.office() && caller.hasRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR);
    }

    /** Condition on {@code e} that the caller may see it; its parameters are {@link #visibility}. */
    private String visible(Caller caller) {
        return "(e.handlerAccount = :self and (e.aboutAccount is null or e.aboutAccount <> :self) or " + ofOwn(caller)
                + ")";
    }

    /** The same without what was given to the caller from elsewhere. */
    String ofOwn(Caller caller) {
        var office = seesComplaints(caller)
                ? "e.region like :visible and (e.kind <> COMPLAINT or e.aboutRegion is null"
                        + " or e.aboutRegion like :visible and length(e.aboutRegion) > :officeLevel)"
                : "e.region like :visible and e.kind <> COMPLAINT";
        var paired = "e.kind <> COMPLAINT and " + AccessRepository.mayRead("e.householdId");
        var own = byPairing(caller) ? caller.office() ? office + " or " + paired : paired : office;
        return "((" + own + ") and (e.aboutAccount is null or e.aboutAccount <> :self))";
    }

    Map<String, Object> visibility(Caller caller) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("self", caller.subject());
        if (caller.office()) {
            parameters.put("visible", caller.regionPrefix() + "%");
        }
        if (seesComplaints(caller)) {
            parameters.put("officeLevel", caller.regionPrefix().length());
        }
        if (byPairing(caller)) {
            parameters.put("account", caller.subject());
            parameters.put("today", time.today());
        }
        return parameters;
    }
}
