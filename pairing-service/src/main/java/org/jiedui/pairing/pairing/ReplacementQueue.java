package org.jiedui.pairing.pairing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;

/** Pairings for which another helper is to be found. */
@ApplicationScoped
public class ReplacementQueue implements PanacheRepositoryBase<QueuedReplacement, UUID> {
    /** Those of the caller's region as the beginning of a list. */
    public KeysetQuery<QueuedReplacement> visible(Caller caller) {
        return new KeysetQuery<>("replacements", QueuedReplacement.class, QueuedReplacement::pairingId)
                .where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()));
    }

    /** Nobody is looked for any more. Needs a transaction. */
    void settle(UUID pairingId) {
        deleteById(pairingId);
    }

    /** Pairings whose helper is gone since this day at the latest, and which nobody closed or put to rest yet. */
    List<UUID> notActed(LocalDate day, UUID after, int most) {
        return getEntityManager()
                .createQuery(
                        "select q.id from QueuedReplacement q where q.acted = false and q.since <= :day"
                                + " and q.id > :after order by q.id",
                        UUID.class)
                .setParameter("day", day)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }
}
