package org.jiedui.pairing.organisation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.database.InList;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.Own;
import org.jiedui.pairing.organisation.OrganisationDetails.Membership;

/**
 * Organisations as a caller may see them: by division for offices; the own one, those one is a member of (or was, for the
 * days of the hand-over) and those of one's own pairings for everybody else.
 */
@ApplicationScoped
public class OrganisationRepository implements PanacheRepositoryBase<Organisation, UUID> {
    private static final String OWN = "e.account = :me"
            + " or exists (select 1 from OrganisationMember m, Helper h where m.organisationId = e.id"
            + " and h.id = m.helperId and h.account = :me and (m.until is null or m.until > :readable))"
            + " or exists (select 1 from Pairing p where p.helperId = e.id and p.helpedAccount = :me"
            + " and p.confirmedAt is not null)";

    private static final String LEADING = "(FIRST_SECRETARY, LEADER)";

    /** Teams that nobody leads, though they are there. */
    private static final String LEADERLESS = "(e.availableTo is null or e.availableTo >= :today) and not exists"
            + " (select 1 from OrganisationMember l where l.organisationId = e.id and l.role in " + LEADING
            + " and l.since <= :today and (l.until is null or l.until > :today))";

    private final EntityManager entities;
    private final Own own;

    OrganisationRepository(EntityManager entities, Own own) {
        this.entities = entities;
        this.own = own;
    }

    /** The visible ones, teams or other bodies, as the beginning of a list. */
    public KeysetQuery<Organisation> visible(boolean teams, Caller caller) {
        var query = new KeysetQuery<>(teams ? "teams" : "organisations", Organisation.class, Organisation::id)
                .where("e.kind in :kinds", Map.of("kinds", kinds(teams)));
        return caller.office()
                ? query.where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                : query.where(OWN, own.of(caller, Map.of()));
    }

    /** Of a list of teams those that nobody leads on a day (PA-11). */
    public static KeysetQuery<Organisation> leaderless(KeysetQuery<Organisation> teams, LocalDate today) {
        return teams.where(LEADERLESS, Map.of("today", today));
    }

    /** The organisation, or {@code NOT_FOUND} when absent or not visible. */
    public Organisation require(UUID id, boolean team, Caller caller) {
        return find(id, caller)
                .filter(found -> found.kind().team() == team)
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The organisation, empty when absent or not visible. */
    public Optional<Organisation> find(UUID id, Caller caller) {
        return (caller.office()
                        ? find(
                                "from Organisation e where e.id = ?1 and e.region like concat(?2, '%')",
                                id, caller.regionPrefix())
                        : find(
                                "from Organisation e where e.id = :id and (" + OWN + ")",
                                own.of(caller, Map.of("id", id))))
                .firstResultOptional();
    }

    /** The visible ones among these, for the change feed. */
    public List<Organisation> visibleOf(Collection<UUID> ids, Caller caller) {
        return list(
                "from Organisation e where e.id in ?1 and e.region like concat(?2, '%')", ids, caller.regionPrefix());
    }

    /** Organisations by id wherever they are, one query. */
    public Map<UUID, Organisation> byIds(Collection<UUID> ids) {
        var found = new HashMap<UUID, Organisation>();
        if (!ids.isEmpty()) {
            list("id in ?1", InList.of(ids)).forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    /** Members of the organisations, one query. */
    public Map<UUID, List<Membership>> members(Collection<UUID> ids) {
        var found = new HashMap<UUID, List<Membership>>();
        if (!ids.isEmpty()) {
            entities.createQuery(
                            "from OrganisationMember m where m.organisationId in :ids order by m.since, m.id",
                            OrganisationMember.class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(m -> found.computeIfAbsent(m.organisationId(), o -> new ArrayList<>())
                            .add(m.membership()));
        }
        return found;
    }

    /** Organisations in which a helper has a membership on that day or later. */
    List<Organisation> ofMember(UUID helperId, LocalDate day) {
        return list(
                "from Organisation e where e.id in (select m.organisationId from OrganisationMember m"
                        + " where m.helperId = ?1 and (m.until is null or m.until > ?2)) order by e.id",
                helperId,
                day);
    }

    /** Teams in which a leading membership began or ended within a period, both days included. */
    List<UUID> leadersChanged(LocalDate from, LocalDate to) {
        return entities.createQuery(
                        "select distinct m.organisationId from OrganisationMember m where m.role in " + LEADING
                                + " and (m.since between :first and :last or m.until between :first and :last)",
                        UUID.class)
                .setParameter("first", from)
                .setParameter("last", to)
                .getResultList();
    }

    void replaceMembers(UUID id, List<OrganisationMember> members) {
        entities.createQuery("delete from OrganisationMember m where m.organisationId = :id")
                .setParameter("id", id)
                .executeUpdate();
        members.forEach(entities::persist);
    }

    private static List<OrganisationKind> kinds(boolean teams) {
        return java.util.Arrays.stream(OrganisationKind.values())
                .filter(kind -> kind.team() == teams)
                .toList();
    }
}
