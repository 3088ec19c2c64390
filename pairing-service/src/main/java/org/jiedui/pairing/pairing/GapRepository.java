package org.jiedui.pairing.pairing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;

/** Gaps, open ones and closed ones. */
@ApplicationScoped
public class GapRepository implements PanacheRepositoryBase<Gap, UUID> {
    /** The open gap of a household. */
    public Optional<Gap> open(UUID householdId) {
        return find("householdId = ?1 and closedAt is null", householdId).firstResultOptional();
    }

    /** Households with an open gap whose active primary helper's term has begun, in the order of ids. */
    List<UUID> begun(LocalDate today, UUID after, int most) {
        return getEntityManager()
                .createQuery(
                        "select g.householdId from Gap g where g.closedAt is null and g.householdId > :after"
                                + " and exists (select 1 from Pairing p where p.helpedId = g.householdId"
                                + " and p.state = ACTIVE and p.role = PRIMARY and p.validFrom <= :today"
                                + " and (p.validTo is null or p.validTo >= :today)) order by g.householdId",
                        UUID.class)
                .setParameter("after", after)
                .setParameter("today", today)
                .setMaxResults(most)
                .getResultList();
    }

    /** The open gaps of the caller's region as the beginning of a list. */
    public KeysetQuery<Gap> openIn(Caller caller) {
        return new KeysetQuery<>("gaps", Gap.class, Gap::id)
                .where(
                        "e.closedAt is null and e.region like concat(:prefix, '%')",
                        Map.of("prefix", caller.regionPrefix()));
    }
}
