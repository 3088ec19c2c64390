package org.jiedui.household.line;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.household.region.RegionCode;

/** Questions about lines; they are public knowledge. */
@ApplicationScoped
public class PovertyLineRepository implements PanacheRepositoryBase<PovertyLine, UUID> {
    /** The line in force in a region on a day: of the nearest ancestor that has one, the one that began last. */
    public Optional<PovertyLine> inForce(LineKind kind, String region, LocalDate day) {
        var regions = new ArrayList<>(new RegionCode(region).path());
        regions.add("");
        return find(
                        "kind = ?1 and region in ?2 and validFrom <= ?3 and (validTo is null or validTo >= ?3)"
                                + " order by length(region) desc, validFrom desc",
                        kind,
                        regions,
                        day)
                .range(0, 0)
                .firstResultOptional();
    }

    /** The lines of a kind in force on a day anywhere, by the day on which they began. */
    public List<PovertyLine> inForce(LineKind kind, LocalDate day) {
        return list(
                "kind = ?1 and validFrom <= ?2 and (validTo is null or validTo >= ?2) order by validFrom", kind, day);
    }

    /** Lines by first day, filtered; few, so not paged. */
    public List<PovertyLine> all(List<LineKind> kinds, String region, LocalDate on) {
        var regions = new ArrayList<String>();
        if (region != null) {
            regions.addAll(new RegionCode(region).path());
            regions.add("");
        }
        return getEntityManager()
                .createQuery(
                        "from PovertyLine l where (:anyKind = true or l.kind in :kinds)"
                                + " and (:anyRegion = true or l.region in :regions)"
                                + " and (:on is null or (l.validFrom <= :on and (l.validTo is null or l.validTo >= :on)))"
                                + " order by l.kind, l.region, l.validFrom",
                        PovertyLine.class)
                .setParameter("anyKind", kinds.isEmpty())
                .setParameter("kinds", kinds.isEmpty() ? List.of(LineKind.values()) : kinds)
                .setParameter("anyRegion", region == null)
                .setParameter("regions", regions.isEmpty() ? List.of("") : regions)
                .setParameter("on", on)
                .getResultList();
    }
}
