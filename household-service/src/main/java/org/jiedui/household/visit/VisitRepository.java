package org.jiedui.household.visit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Roles;
import org.jiedui.household.access.AccessRepository;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdRepository;

/**
 * Visits that a caller may see: those of the office's region and those of the households of own pairings, also of former
 * ones as long as they may be read. Drafts are their author's only.
 */
@ApplicationScoped
public class VisitRepository implements PanacheRepositoryBase<Visit, UUID> {
    private final TimeSource time;

    VisitRepository(TimeSource time) {
        this.time = time;
    }

    /** Filters of a list; null and empty mean any. */
    public record Filter(
            String regionPattern,
            UUID householdId,
            String visitor,
            List<VisitManner> manners,
            Boolean reached,
            LocalDate dayFrom,
            LocalDate dayTo,
            List<QuestionState> questions) {}

    /** The caller's visits. */
    public KeysetQuery<Visit> list(Caller caller, Filter filter) {
        var query = new KeysetQuery<>("visits", Visit.class, Visit::id)
                .where(visible(caller), visibility(caller))
                .whereIf("e.region like :below", "below", filter.regionPattern())
                .whereIf(
                        "e.id in (select v.key.visitId from VisitHousehold v where v.key.householdId = :household)",
                        "household",
                        filter.householdId())
                .whereIf("e.visitorAccount = :visitor", "visitor", filter.visitor())
                .whereIf("e.manner in :manners", "manners", filter.manners())
                .whereIf("e.day >= :dayFrom", "dayFrom", filter.dayFrom())
                .whereIf("e.day <= :dayTo", "dayTo", filter.dayTo())
                .whereIf("e.reached = :reached", "reached", filter.reached())
                .whereIf(
                        "exists (select 1 from VisitQuestion q where q.visitId = e.id and q.state in :questions)",
                        "questions",
                        filter.questions());
        return query.sortableBy("region", Visit::region, text -> text).sortableBy("day", Visit::day, LocalDate::parse);
    }

    /** One visit, or {@code NOT_FOUND}. */
    public Visit require(Caller caller, UUID id) {
        return visible(caller, List.of(id)).stream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Visible ones of these. */
    public List<Visit> visible(Caller caller, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var query = getEntityManager()
                .createQuery("from Visit e where e.id in :ids and (" + visible(caller) + ")", Visit.class)
                .setParameter("ids", ids);
        visibility(caller).forEach(query::setParameter);
        return query.getResultList();
    }

    /** Visits of a household; the right to see the household is checked before. */
    public KeysetQuery<Visit> ofHousehold(UUID householdId) {
        return new KeysetQuery<>("visits", Visit.class, Visit::id)
                .where(
                        "e.id in (select v.key.visitId from VisitHousehold v where v.key.householdId = :household)",
                        Map.of("household", householdId))
                .sortableBy("day", Visit::day, LocalDate::parse);
    }

    /** One visit of a household, or {@code NOT_FOUND}; the right to see the household is checked before. */
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

    /** Households of each of these visits, of those that the caller may see; one query. */
    public Map<UUID, List<UUID>> households(Caller caller, Collection<UUID> visits) {
        var found = new HashMap<UUID, List<UUID>>();
        visits.forEach(id -> found.put(id, new ArrayList<>()));
        if (!visits.isEmpty()) {
            var query = getEntityManager()
                    .createQuery(
                            "select v.key.visitId, v.key.householdId from VisitHousehold v"
                                    + " join Household h on h.id = v.key.householdId where v.key.visitId in :visits and "
                                    + HouseholdRepository.visible(caller, "h") + " order by v.key.householdId",
                            Object[].class)
                    .setParameter("visits", visits);
            visibility(caller).forEach(query::setParameter);
            query.getResultStream().forEach(row -> found.get((UUID) row[0]).add((UUID) row[1]));
        }
        return found;
    }

    /** Questions of these visits, the oldest first; one query. */
    public Map<UUID, List<VisitQuestion>> questions(Collection<UUID> visits) {
        if (visits.isEmpty()) {
            return Map.of();
        }
        return getEntityManager()
                .createQuery("from VisitQuestion q where q.visitId in :visits order by q.id", VisitQuestion.class)
                .setParameter("visits", visits)
                .getResultStream()
                .collect(Collectors.groupingBy(VisitQuestion::visitId));
    }

    VisitQuestion requireQuestion(UUID visitId, UUID questionId) {
        var question = getEntityManager().find(VisitQuestion.class, questionId);
        if (question == null || !question.visitId().equals(visitId)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return question;
    }

    /** The caller's drafts. */
    public KeysetQuery<VisitDraft> drafts(Caller caller) {
        return new KeysetQuery<>("visit-drafts", VisitDraft.class, VisitDraft::id)
                .where("e.account = :author", Map.of("author", caller.subject()))
                .sortableBy("updatedAt", VisitDraft::updatedAt, Instant::parse);
    }

    /** One of the caller's drafts, or {@code NOT_FOUND}. */
    public VisitDraft requireDraft(Caller caller, UUID id) {
        var draft = getEntityManager().find(VisitDraft.class, id);
        if (draft == null || !draft.account().equals(caller.subject())) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return draft;
    }

    /** Notes to which households a visit was. */
    void link(Visit visit, List<Household> households) {
        households.forEach(
                household -> getEntityManager().persist(new VisitHousehold(household.id(), household.region(), visit)));
    }

    private static String visible(Caller caller) {
        var paired = "exists (select 1 from VisitHousehold l where l.key.visitId = e.id and "
                + AccessRepository.mayRead("l.key.householdId") + ")";
        var office = "e.region like :visible";
        return byPairing(caller) ? caller.office() ? office + " or " + paired : paired : office;
    }

    private static boolean byPairing(Caller caller) {
        return !caller.office() || caller.hasRole(Roles.HELPER);
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
