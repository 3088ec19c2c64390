package org.jiedui.pairing.organisation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/**
 * Alliances as a caller may see them: offices those that they founded and those in which an organisation of their division
 * is, was or is invited to be a member; everybody else those of the own organisation or team.
 */
@ApplicationScoped
public class AllianceRepository implements PanacheRepositoryBase<Alliance, UUID> {
    private static final String OF_OFFICE = "e.region like concat(:prefix, '%') or e.id in"
            + " (select m.allianceId from AllianceMember m where m.region like concat(:prefix, '%'))";

    private static final String OWN = "e.id in (select m.allianceId from AllianceMember m, Organisation o"
            + " where o.id = m.organisationId and o.account = :me and m.acceptedAt is not null)";

    private final EntityManager entities;

    AllianceRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** The visible ones as the beginning of a list. */
    public KeysetQuery<Alliance> visible(Caller caller) {
        return new KeysetQuery<>("alliances", Alliance.class, Alliance::id).where(scope(caller), who(caller));
    }

    /** Of a list those that were founded in a division or have an open membership there. */
    public static KeysetQuery<Alliance> in(KeysetQuery<Alliance> alliances, String region) {
        return alliances.whereIf(
                "e.region like concat(:region, '%') or e.id in (select r.allianceId from AllianceMember r"
                        + " where r.region like concat(:region, '%') and r.until is null)",
                "region", region);
    }

    /** Of a list those in which an organisation is a member, was or is invited to be. */
    public static KeysetQuery<Alliance> with(KeysetQuery<Alliance> alliances, UUID organisation) {
        return alliances.whereIf(
                "e.id in (select w.allianceId from AllianceMember w where w.organisationId = :organisation)",
                "organisation",
                organisation);
    }

    /** Of a list those in which an invitation waits for the caller's office. */
    public static KeysetQuery<Alliance> waiting(KeysetQuery<Alliance> alliances, Caller caller) {
        return alliances.where(
                "(e.until is null or e.until > current_date) and e.id in (select i.allianceId from AllianceMember i where i.region like concat(:mine, '%')"
                        + " and i.until is null and i.acceptedAt is null)",
                Map.of("mine", caller.regionPrefix()));
    }

    /** The alliance, or {@code NOT_FOUND} when absent or not visible. */
    public Alliance require(UUID id, Caller caller) {
        var with = new java.util.HashMap<String, Object>(who(caller));
        with.put("id", id);
        return find("from Alliance e where e.id = :id and (" + scope(caller) + ")", with)
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The visible ones among these, for the change feed. */
    public List<Alliance> visibleOf(Collection<UUID> ids, Caller caller) {
        var with = new java.util.HashMap<String, Object>(who(caller));
        with.put("ids", ids);
        return list("from Alliance e where e.id in :ids and (" + scope(caller) + ")", with);
    }

    /** All memberships of the alliances, past ones and invitations included, by day; one query. */
    public Map<UUID, List<AllianceMember>> members(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : entities
                        .createQuery(
                                "from AllianceMember m where m.allianceId in :ids order by m.since, m.id",
                                AllianceMember.class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .stream()
                        .collect(Collectors.groupingBy(AllianceMember::allianceId));
    }

    /** Memberships and invitations of an organisation that are not over on the day. */
    List<AllianceMember> presentOf(UUID organisationId, LocalDate day) {
        return entities.createQuery(
                        "from AllianceMember m where m.organisationId = :id and (m.until is null or m.until > :day)"
                                + " order by m.allianceId",
                        AllianceMember.class)
                .setParameter("id", organisationId)
                .setParameter("day", day)
                .getResultList();
    }

    void persist(AllianceMember member) {
        entities.persist(member);
    }

    private static String scope(Caller caller) {
        return caller.office() ? OF_OFFICE : OWN;
    }

    private static Map<String, Object> who(Caller caller) {
        return caller.office() ? Map.of("prefix", caller.regionPrefix()) : Map.of("me", caller.subject());
    }
}
