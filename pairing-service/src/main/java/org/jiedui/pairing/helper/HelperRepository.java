package org.jiedui.pairing.helper;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.database.InList;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/**
 * Helpers as a caller may see them: by home division for offices; the own record and the helpers of one's own pairings
 * for everybody else.
 */
@ApplicationScoped
public class HelperRepository implements PanacheRepositoryBase<Helper, UUID> {
    private static final String OWN = "e.account = :me or exists (select 1 from Pairing p where p.helperId = e.id"
            + " and p.helpedAccount = :me and p.confirmedAt is not null)";

    /** The visible helpers as the beginning of a list. */
    public KeysetQuery<Helper> visible(Caller caller) {
        var query = new KeysetQuery<>("helpers", Helper.class, Helper::id);
        return caller.office()
                ? query.where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                : query.where(OWN, Map.of("me", caller.subject()));
    }

    /** The helper, or {@code NOT_FOUND} when absent or not visible. */
    public Helper require(UUID id, Caller caller) {
        var found = caller.office()
                ? find("from Helper e where e.id = ?1 and e.region like concat(?2, '%')", id, caller.regionPrefix())
                : find("from Helper e where e.id = :id and (" + OWN + ")", Map.of("id", id, "me", caller.subject()));
        return found.firstResultOptional().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The visible ones among these, for the change feed. */
    public List<Helper> visibleOf(Collection<UUID> ids, Caller caller) {
        return list("from Helper e where e.id in ?1 and e.region like concat(?2, '%')", ids, caller.regionPrefix());
    }

    /** Who was registered with this identity hash. */
    public Optional<Helper> withIdentity(byte[] hash) {
        return find("identityHash", (Object) hash).firstResultOptional();
    }

    /** Helpers by id, one query. */
    public Map<UUID, Helper> byIds(Collection<UUID> ids) {
        var found = new HashMap<UUID, Helper>();
        if (!ids.isEmpty()) {
            list("id in ?1", InList.of(ids)).forEach(h -> found.put(h.id(), h));
        }
        return found;
    }

    /** Those who are or were mentees, by whatever tells that it is the same person; reads no entities, so that what is read under a lock afterwards is not stale. */
    public Set<UUID> descended(Set<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : Set.copyOf(getEntityManager()
                        .createQuery(
                                "select h.id from Helper h where h.id in :ids and (h.originMenteeId is not null"
                                        + " or exists (select 1 from Mentee m where m.identityHash = h.identityHash)"
                                        + " or exists (select 1 from Mentee m where m.account = h.account))",
                                UUID.class)
                        .setParameter("ids", InList.of(ids))
                        .getResultList());
    }

    /** Whether there are pairings of this helper that are not over. */
    boolean hasLivePairings(UUID id) {
        return getEntityManager()
                        .createQuery(
                                "select count(*) from Pairing p where p.helperId = :id and p.state in"
                                        + " (PROPOSED, ACCEPTED, PUBLICISED, ACTIVE, SUSPENDED)",
                                Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
    }
}
