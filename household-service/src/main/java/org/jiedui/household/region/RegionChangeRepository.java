package org.jiedui.household.region;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;

/** Changes of divisions; they are public knowledge. */
@ApplicationScoped
public class RegionChangeRepository implements PanacheRepositoryBase<RegionChange, UUID> {
    /** One change, or {@code NOT_FOUND}. */
    public RegionChange require(UUID id) {
        return findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Changes below a division, filtered by day; null means any. */
    public KeysetQuery<RegionChange> changes(String regionPattern, LocalDate from, LocalDate to) {
        return new KeysetQuery<>("region-changes", RegionChange.class, RegionChange::id)
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.effectiveOn >= :from", "from", from)
                .whereIf("e.effectiveOn <= :to", "to", to)
                .sortableBy("effectiveOn", RegionChange::effectiveOn, LocalDate::parse);
    }

    /** The successions of these changes, from the top down. */
    public List<RegionSuccession> successions(Collection<UUID> changes) {
        return getEntityManager()
                .createQuery(
                        "from RegionSuccession s where s.changeId in :changes order by s.changeId,"
                                + " length(s.key.predecessor), s.key.predecessor, s.key.successor",
                        RegionSuccession.class)
                .setParameter("changes", changes)
                .getResultList();
    }

    /** What became of a division, oldest first. */
    public List<RegionSuccession> after(String code) {
        return getEntityManager()
                .createQuery(
                        "from RegionSuccession s where s.key.predecessor = :code"
                                + " order by s.key.effectiveOn, s.key.successor",
                        RegionSuccession.class)
                .setParameter("code", code)
                .getResultList();
    }

    /** What a division came of, oldest first. */
    public List<RegionSuccession> before(String code) {
        return getEntityManager()
                .createQuery(
                        "from RegionSuccession s where s.key.successor = :code"
                                + " order by s.key.effectiveOn, s.key.predecessor",
                        RegionSuccession.class)
                .setParameter("code", code)
                .getResultList();
    }

    /** The successions of villages after a day, oldest first. */
    public List<RegionSuccession> ofVillagesAfter(LocalDate day) {
        return getEntityManager()
                .createQuery(
                        "from RegionSuccession s where s.key.effectiveOn > :day and length(s.key.predecessor) = 12"
                                + " order by s.key.effectiveOn, s.key.predecessor, s.key.successor",
                        RegionSuccession.class)
                .setParameter("day", day)
                .getResultList();
    }
}
