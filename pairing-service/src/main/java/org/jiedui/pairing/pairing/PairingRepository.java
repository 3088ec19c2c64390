package org.jiedui.pairing.pairing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;

/**
 * Pairings as a caller may see them: by division of the helped side for offices; those in which one is a party or member
 * of the team for everybody else.
 */
@ApplicationScoped
public class PairingRepository implements PanacheRepositoryBase<Pairing, UUID> {
    private static final String OWN = "e.helperAccount = :me or e.helpedAccount = :me"
            + " or exists (select 1 from OrganisationMember m, Helper h where m.organisationId = e.helperId"
            + " and h.id = m.helperId and h.account = :me and m.since <= current_date"
            + " and (m.until is null or m.until > current_date))";
    private static final List<PairingState> LIVE = java.util.Arrays.stream(PairingState.values())
            .filter(PairingState::live)
            .toList();

    private final EntityManager entities;

    PairingRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** The visible pairings as the beginning of a list. */
    public KeysetQuery<Pairing> visible(Caller caller) {
        var query = new KeysetQuery<>("pairings", Pairing.class, Pairing::id);
        return caller.office()
                ? query.where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                : query.where(OWN, Map.of("me", caller.subject()));
    }

    /** The pairing, or {@code NOT_FOUND} when absent or not visible. */
    public Pairing require(UUID id, Caller caller) {
        return (caller.office()
                        ? find(
                                "from Pairing e where e.id = ?1 and e.region like concat(?2, '%')",
                                id, caller.regionPrefix())
                        : find(
                                "from Pairing e where e.id = :id and (" + OWN + ")",
                                Map.of("id", id, "me", caller.subject())))
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
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

    /** Pairings and proposals of a helped side that are not over. */
    public List<Pairing> liveOf(UUID helpedId) {
        return list("helpedId = ?1 and state in ?2", helpedId, LIVE);
    }

    /** How many helped sides a helper side has in a programme. */
    public long liveOfHelper(UUID helperId, String programme) {
        return count("helperId = ?1 and programme = ?2 and state in ?3", helperId, programme, LIVE);
    }

    /** All pairings of the same two in the same role that were not withdrawn. */
    public List<Pairing> ofTheSameTwo(UUID helperId, UUID helpedId, Role role) {
        return list(
                "helperId = ?1 and helpedId = ?2 and role = ?3 and state <> ?4",
                helperId,
                helpedId,
                role,
                PairingState.WITHDRAWN);
    }

    /** Active primary pairings of a household. */
    public int activePrimaries(UUID householdId) {
        return (int) count(
                "helpedId = ?1 and helpedKind = ?2 and role = ?3 and state = ?4",
                householdId,
                HelpedKind.HOUSEHOLD,
                Role.PRIMARY,
                PairingState.ACTIVE);
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
