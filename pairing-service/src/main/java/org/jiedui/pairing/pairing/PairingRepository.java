package org.jiedui.pairing.pairing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.database.InList;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Slices;
import org.jiedui.pairing.Own;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.matching.FormPolicy;

/**
 * Pairings as a caller may see them: by division of the helped side for offices; those in which one is a party or member
 * of the team for everybody else.
 */
@ApplicationScoped
public class PairingRepository implements PanacheRepositoryBase<Pairing, UUID> {
    private static final String OWN =
            "(e.helperAccount = :me and (e.endedOn is null or e.endedOn > :readable) and not " + Own.GONE.formatted("e")
                    + ") or e.helpedAccount = :me"
                    + " or (e.endedOn is null or e.endedOn > :readable) and exists (select 1 from OrganisationMember m, Helper h where m.organisationId = e.helperId"
                    + " and h.id = m.helperId and h.account = :me and m.since <= :today"
                    + " and (m.until is null or m.until > :readable"
                    // what began after the member had left was never the member's
                    + " and (m.until > :today or e.validFrom < m.until)))";
    /** Of what an account sees: that it is of the helper side on {@code :today}, as which {@code :readable} is given too. */
    private static final String ACTING = "(e.endedOn is null or e.endedOn > :today) and not " + Own.GONE.formatted("e")
            + " and (e.helperAccount = :me or exists (select 1 from OrganisationMember m, Helper h"
            + " where m.organisationId = e.helperId and h.id = m.helperId and h.account = :me and m.since <= :today"
            + " and (m.until is null or m.until > :today)))";

    private static final List<PairingState> LIVE =
            Arrays.stream(PairingState.values()).filter(PairingState::live).toList();

    private static final List<String> FOR_GOOD = Arrays.stream(PairingReason.values())
            .filter(PairingReason::forGood)
            .map(Enum::name)
            .toList();

    private static final String TIED = "e.state in :live and (exists (select 1 from DeclaredTie t"
            + " where t.helperId = e.helperId and t.householdId = e.helpedId)"
            + " or exists (select 1 from DeclaredTie t, OrganisationMember m where m.organisationId = e.helperId"
            + " and t.helperId = m.helperId and t.householdId = e.helpedId and m.since <= :today"
            + " and (m.until is null or m.until > :today)))";

    private static final String SHORT_OF_DEPARTMENTS = "e.state = ACTIVE and exists (select 1 from Household h"
            + " where h.id = e.helpedId and h.inCare = true"
            // as FormPolicy says it
            + " and (h.childrenOutOfSchool > 0 or concat(',', h.risks, ',') like '%," + FormPolicy.SCHOOLING
            + ",%' or h.labour <= 0 or h.selfCare = false))"
            + " and (select count(distinct lower(trim(o.helperUnit))) from Pairing o where o.helpedId = e.helpedId"
            + " and o.state in :live and o.state <> SUSPENDED) < 2";

    private static final String VISIT_OVERDUE = "e.state = ACTIVE and exists (select 1 from Programme p"
            + " where p.id = e.programmeId"
            + " and coalesce(e.lastActivityOn, e.validFrom) + p.visitEveryDays day < :today)";

    private static final String ACTIVE_PRIMARY = "helpedId = ?1 and helpedKind = ?2 and role = ?3 and state = ?4"
            + " and validFrom <= ?5 and (validTo is null or validTo >= ?5)";

    private static final Comparator<UUID> BY_BYTES =
            (one, other) -> Arrays.compareUnsigned(Ids.bytes(one), Ids.bytes(other));

    private final EntityManager entities;

    private final Own own;
    private final TimeSource time;

    PairingRepository(EntityManager entities, Own own, TimeSource time) {
        this.entities = entities;
        this.own = own;
        this.time = time;
    }

    /** The visible pairings as the beginning of a list. */
    public KeysetQuery<Pairing> visible(Caller caller) {
        var query = new KeysetQuery<>("pairings", Pairing.class, Pairing::id);
        return caller.office()
                ? query.where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                : query.where(OWN, own.of(caller, Map.of("today", time.today())));
    }

    /**
     * Of a list of pairings those that are not over though a tie was declared since, by the helper or by somebody who is a
     * member of the team on a day (PA-15).
     */
    public static KeysetQuery<Pairing> tied(KeysetQuery<Pairing> pairings, LocalDate today) {
        return pairings.where(TIED, Map.of("live", LIVE, "today", today));
    }

    /**
     * Of a list of pairings the active ones of households in care that need two departments and have fewer, as somebody
     * moved to another one or the household needs more than it did (PA-12). What rests does not count.
     */
    public static KeysetQuery<Pairing> shortOfDepartments(KeysetQuery<Pairing> pairings) {
        return pairings.where(SHORT_OF_DEPARTMENTS, Map.of("live", LIVE));
    }

    /**
     * Of a list of pairings the active ones in which nothing was done for longer than their programme's days between two
     * visits, as it was when they were proposed; while nothing was done yet the first day counts (PA-01).
     */
    public static KeysetQuery<Pairing> visitOverdue(KeysetQuery<Pairing> pairings, LocalDate today) {
        return pairings.where(VISIT_OVERDUE, Map.of("today", today));
    }

    /** The pairing, or {@code NOT_FOUND} when absent or not visible. */
    public Pairing require(UUID id, Caller caller) {
        return (caller.office()
                        ? find(
                                "from Pairing e where e.id = ?1 and e.region like concat(?2, '%')",
                                id, caller.regionPrefix())
                        : find(
                                "from Pairing e where e.id = :id and (" + OWN + ")",
                                own.of(caller, Map.of("id", id, "today", time.today()))))
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The same, where everybody sees what is public (PA-07). */
    Pairing requirePublic(UUID id, Caller caller) {
        return find("id = ?1 and state = ?2", id, PairingState.PUBLICISED)
                .firstResultOptional()
                .orElseGet(() -> require(id, caller));
    }

    /** What is public in a division, whoever asks (PA-07). */
    public KeysetQuery<Pairing> publicised(String region) {
        return new KeysetQuery<>("publicities", Pairing.class, Pairing::id)
                .where("e.state = PUBLICISED and e.region like concat(:region, '%')", Map.of("region", region));
    }

    /**
     * The same for somebody who writes: an office, the helped side, or who is of the helper side today; {@code
     * ROLE_NOT_ALLOWED} for whoever only reads on (PA-11).
     */
    public Pairing requireActing(UUID id, Caller caller) {
        var pairing = require(id, caller);
        var today = time.today();
        if (!caller.office()
                && !caller.subject().equals(pairing.helpedAccount())
                && find(
                                "from Pairing e where e.id = :id and " + ACTING,
                                Map.of("id", id, "me", caller.subject(), "today", today, "readable", today))
                        .firstResultOptional()
                        .isEmpty()) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        return pairing;
    }

    /** The visible ones among these, for the change feed. */
    public List<Pairing> visibleOf(Collection<UUID> ids, Caller caller) {
        return list("from Pairing e where e.id in ?1 and e.region like concat(?2, '%')", ids, caller.regionPrefix());
    }

    /** Puts all who decide about this helped side in a queue until the transaction ends. */
    public void lockHelped(UUID helpedId) {
        entities.createNativeQuery(
                        "INSERT INTO helped_lock (helped_id) VALUES (?1) ON DUPLICATE KEY UPDATE helped_id = helped_id")
                .setParameter(1, Ids.bytes(helpedId))
                .executeUpdate();
    }

    /** The state of the row as it is after the lock was had. */
    void refresh(Pairing pairing) {
        entities.refresh(pairing);
    }

    /** Those that stand in for a resting pairing. */
    List<Pairing> liveCovers(UUID pairingId) {
        return list("coversId = ?1 and state in ?2 order by helperId", pairingId, LIVE);
    }

    /** The same of many. */
    List<Pairing> liveCovers(Collection<UUID> pairingIds) {
        return list("coversId in ?1 and state in ?2", InList.of(pairingIds), LIVE);
    }

    /** Whether it stands in for one that is not over. */
    boolean standsIn(Pairing pairing) {
        return pairing.coversId() != null
                && findById(pairing.coversId()).state().live();
    }

    /** Pairings and proposals of a helper side that are not over, after an id, in the order of ids. */
    List<Pairing> liveOfHelper(UUID helperId, UUID after, int most) {
        return find("helperId = ?1 and state in ?2 and id > ?3 order by id", helperId, LIVE, after)
                .page(0, most)
                .list();
    }

    /** The same with those that were replaced and in whose overlap with the successor the side still acts. */
    List<Pairing> actingOfHelper(UUID helperId, UUID after, int most) {
        return find(
                        "helperId = ?1 and (state in ?2 or state = ?3 and endedOn > ?4) and id > ?5 order by id",
                        helperId,
                        LIVE,
                        PairingState.REPLACED,
                        time.today(),
                        after)
                .page(0, most)
                .list();
    }

    /** Pairings and proposals past their last day that are not over and wait for nobody else yet, in the order of ids. */
    List<UUID> pastTerm(UUID after, int most) {
        return entities.createQuery(
                        "select p.id from Pairing p where p.state in :live and p.validTo < :today and p.id > :after"
                                + " and not exists (select 1 from QueuedReplacement q where q.id = p.id"
                                + " and q.acted = true) order by p.id",
                        UUID.class)
                .setParameter("live", LIVE)
                .setParameter("today", time.today())
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    /**
     * Active pairings whose helper side had its last day before today, or whose helper is on a long leave, of the former also
     * those that rest for something else or were replaced and have their overlap with the successor, after an id, in the
     * order of ids.
     */
    List<UUID> ofGone(UUID after, int most) {
        // who goes first: read in the order of its ids, the whole table would be looked through for the few
        var those = "(SELECT /*+ JOIN_ORDER(h, p) */ p.id FROM %s h JOIN pairing p ON p.helper_id = h.id"
                + " WHERE %s AND p.helper_side = '%s' AND p.state IN (%s) AND p.id > :after"
                + " ORDER BY p.id LIMIT :most)";
        var gone = "h.available_to < :today AND (p.state = 'ACTIVE' OR p.reason NOT IN (:told))";
        // as Presence says it
        var onLeave = "h.absent_from <= :today AND (h.absent_until IS NULL"
                + " OR h.absent_until > h.absent_from AND h.absent_until > :today)";
        // whoever went before the longest overlap had no part in one that has not ended
        var overlapping = "h.available_to < :today AND h.available_to >= :overlapping AND p.ended_on > :today";
        List<?> ids = entities.createNativeQuery(
                        those.formatted("helper", gone, SideKind.PERSON, "'ACTIVE','SUSPENDED'")
                                + " UNION "
                                + those.formatted("helper", onLeave, SideKind.PERSON, "'ACTIVE'")
                                + " UNION "
                                + those.formatted("organisation", gone, SideKind.TEAM, "'ACTIVE','SUSPENDED'")
                                + " UNION "
                                + those.formatted("helper", overlapping, SideKind.PERSON, "'REPLACED'")
                                + " UNION "
                                + those.formatted("organisation", overlapping, SideKind.TEAM, "'REPLACED'")
                                + " ORDER BY id LIMIT :most")
                .setParameter("today", time.today())
                .setParameter("overlapping", time.today().minusDays(ReplaceHelper.MOST_OVERLAP_DAYS))
                .setParameter("told", FOR_GOOD)
                .setParameter("after", Ids.bytes(after))
                .setParameter("most", most)
                .getResultList();
        return ids.stream().map(id -> Ids.of((byte[]) id)).toList();
    }

    /** Pairings and proposals of a helped side that are not over. */
    public List<Pairing> liveOf(UUID helpedId) {
        return list("helpedId = ?1 and state in ?2 order by id", helpedId, LIVE);
    }

    /** The same for many helped sides, always in the order of their ids. */
    void lockHelped(Collection<UUID> helpedIds) {
        for (var slice : Slices.of(helpedIds.stream().sorted(BY_BYTES).toList(), Slices.ROWS)) {
            var insert = entities.createNativeQuery("INSERT INTO helped_lock (helped_id) VALUES "
                    + "(?),".repeat(slice.size() - 1)
                    + "(?) ON DUPLICATE KEY UPDATE helped_id = helped_id");
            for (var i = 0; i < slice.size(); i++) {
                insert.setParameter(i + 1, Ids.bytes(slice.get(i)));
            }
            insert.executeUpdate();
        }
    }

    /** Puts all who decide about the helped sides of these in a queue until the transaction ends. */
    public void lockHelpedOf(Collection<Pairing> of) {
        lockHelped(of.stream().map(Pairing::helpedId).collect(Collectors.toSet()));
    }

    /** Something was done within these pairings on a day; the version stays, since nobody edits this. */
    public void seen(Collection<UUID> ids, LocalDate day) {
        if (!ids.isEmpty()) {
            entities.createNativeQuery("UPDATE pairing SET last_activity_on = :day WHERE id IN (:ids)"
                            + " AND (last_activity_on IS NULL OR last_activity_on < :day)")
                    .setParameter("day", day)
                    .setParameter("ids", ids.stream().map(Ids::bytes).toList())
                    .executeUpdate();
        }
    }

    /** A visitor was with households on a day: whatever pairing he or a team of his has with them was seen to. */
    public void visited(String account, Collection<UUID> households, LocalDate day) {
        entities.createNativeQuery("UPDATE pairing SET last_activity_on = :day WHERE helped_id IN (:ids)"
                        + " AND (helper_account = :account OR EXISTS (SELECT 1 FROM organisation_member m"
                        + "   JOIN helper h ON h.id = m.helper_id WHERE m.organisation_id = pairing.helper_id"
                        + "   AND h.account = :account AND m.since <= :day AND (m.until IS NULL OR m.until > :day)))"
                        + " AND (last_activity_on IS NULL OR last_activity_on < :day)")
                .setParameter("day", day)
                .setParameter("account", account)
                .setParameter("ids", households.stream().map(Ids::bytes).toList())
                .executeUpdate();
    }

    /** All pairings of helped sides that were not withdrawn. */
    List<Pairing> notWithdrawn(Collection<UUID> helpedIds) {
        return list("helpedId in ?1 and state <> ?2", InList.of(helpedIds), PairingState.WITHDRAWN);
    }

    /** When somebody's place is taken: from a day until the first day after, null: open. */
    record Held(UUID id, LocalDate from, LocalDate until) {}

    /** The days on which places of these helper sides are taken, also by replaced ones in their overlap with the successor. */
    Map<Capacity.Place, List<Held>> holding(Collection<UUID> helperIds) {
        // not the pairings themselves: some may have been read before the lock was had
        var held = new HashMap<Capacity.Place, List<Held>>();
        entities.createQuery(
                        "select p.helperId, p.role, coalesce(s.validFrom, p.validFrom), p.endedOn, p.validTo, p.id"
                                + " from Pairing p left join Pairing s on s.id = p.replacedById and p.state = REPLACED"
                                + " where p.helperId in :helpers"
                                + " and p.state in (PROPOSED, ACCEPTED, PUBLICISED, ACTIVE, SUSPENDED, REPLACED)",
                        Object[].class)
                .setParameter("helpers", InList.of(helperIds))
                .getResultList()
                .forEach(row -> held.computeIfAbsent(
                                new Capacity.Place((UUID) row[0], ((Role) row[1]).name()), place -> new ArrayList<>())
                        .add(new Held(
                                (UUID) row[5],
                                (LocalDate) row[2],
                                row[3] != null || row[4] == null
                                        ? (LocalDate) row[3]
                                        : ((LocalDate) row[4]).plusDays(1))));
        return held;
    }

    /** How many helped sides each helper side has in each programme. */
    Map<UUID, Map<String, Long>> liveByProgramme(Collection<UUID> helperIds) {
        var load = new HashMap<UUID, Map<String, Long>>();
        entities.createQuery(
                        "select p.helperId, p.programme, count(*) from Pairing p where p.helperId in :helpers"
                                + " and p.state in (PROPOSED, ACCEPTED, PUBLICISED, ACTIVE, SUSPENDED)"
                                + " group by p.helperId, p.programme",
                        Object[].class)
                .setParameter("helpers", InList.of(helperIds))
                .getResultList()
                .forEach(row -> load.computeIfAbsent((UUID) row[0], id -> new HashMap<>())
                        .put((String) row[1], (Long) row[2]));
        return load;
    }

    /** Active primary pairings of a household whose term has begun and is not over. */
    public int activePrimaries(UUID householdId) {
        return (int) count(
                ACTIVE_PRIMARY, householdId, HelpedKind.HOUSEHOLD, Role.PRIMARY, PairingState.ACTIVE, time.today());
    }

    /** The same, without a pairing and those that stand in for it. */
    int otherPrimaries(Pairing pairing) {
        return (int) count(
                ACTIVE_PRIMARY + " and id <> ?6 and (coversId is null or coversId <> ?6)",
                pairing.helpedId(),
                HelpedKind.HOUSEHOLD,
                Role.PRIMARY,
                PairingState.ACTIVE,
                time.today(),
                pairing.id());
    }

    /** Households of a village that are not stable. */
    public long unstableHouseholds(String villageCode) {
        return entities.createQuery(
                        "select count(*) from Household h where h.region like concat(:region, '%') and h.stable = false",
                        Long.class)
                .setParameter("region", villageCode)
                .getSingleResult();
    }
}
