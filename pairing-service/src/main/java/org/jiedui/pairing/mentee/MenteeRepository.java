package org.jiedui.pairing.mentee;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
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

/**
 * Mentees as a caller may see them: by division for offices; oneself and one's own mentees for everybody else, a former
 * mentor for the days of the hand-over.
 */
@ApplicationScoped
public class MenteeRepository implements PanacheRepositoryBase<Mentee, UUID> {
    private static final String OWN = "e.account = :me or exists (select 1 from Pairing p where p.helpedId = e.id"
            + " and p.helperAccount = :me and p.confirmedAt is not null and (p.endedOn is null or p.endedOn > :readable) and not "
            + Own.GONE.formatted("p") + ")";

    private final Own own;

    MenteeRepository(Own own) {
        this.own = own;
    }

    /** The visible mentees as the beginning of a list. */
    public KeysetQuery<Mentee> visible(Caller caller) {
        var query = new KeysetQuery<>("mentees", Mentee.class, Mentee::id);
        return caller.office()
                ? query.where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                : query.where(OWN, own.of(caller, Map.of()));
    }

    /** The mentee, or {@code NOT_FOUND} when absent or not visible. */
    public Mentee require(UUID id, Caller caller) {
        return find(id, caller).orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The mentee, empty when absent or not visible. */
    public Optional<Mentee> find(UUID id, Caller caller) {
        return (caller.office()
                        ? find(
                                "from Mentee e where e.id = ?1 and e.region like concat(?2, '%')",
                                id, caller.regionPrefix())
                        : find("from Mentee e where e.id = :id and (" + OWN + ")", own.of(caller, Map.of("id", id))))
                .firstResultOptional();
    }

    /** The visible ones among these, for the change feed. */
    public List<Mentee> visibleOf(Collection<UUID> ids, Caller caller) {
        return list("from Mentee e where e.id in ?1 and e.region like concat(?2, '%')", ids, caller.regionPrefix());
    }

    /** Who was registered with this identity hash. */
    public Optional<Mentee> withIdentity(byte[] hash) {
        return find("identityHash", (Object) hash).firstResultOptional();
    }

    /** Mentees by id, one query. */
    public Map<UUID, Mentee> byIds(Collection<UUID> ids) {
        var found = new HashMap<UUID, Mentee>();
        if (!ids.isEmpty()) {
            list("id in ?1", InList.of(ids)).forEach(m -> found.put(m.id(), m));
        }
        return found;
    }

    /** Whether there are pairings of this mentee that are not over. */
    boolean hasLivePairings(UUID id) {
        return getEntityManager()
                        .createQuery(
                                "select count(*) from Pairing p where p.helpedId = :id and p.state in"
                                        + " (PROPOSED, ACCEPTED, PUBLICISED, ACTIVE, SUSPENDED)",
                                Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
    }
}
