package org.jiedui.household.region;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;

/** Questions about divisions; they are public knowledge, so no caller is asked for. */
@ApplicationScoped
public class RegionRepository implements PanacheRepositoryBase<Region, String> {
    /** The division of a code, abolished ones included. */
    public Optional<Region> byCode(String code) {
        return findByIdOptional(code);
    }

    /** Divisions of these codes, from the top down. */
    public List<Region> path(RegionCode code) {
        return list("code in ?1 order by code", code.path());
    }

    /**
     * Divisions by code.
     *
     * @param parent direct children of this one only; null: any
     * @param under below this code, itself included; null: any
     * @param name part of the name, or of a former name; null: any
     * @param level only these; empty: any
     * @param on in force on that day; null: abolished ones too
     */
    public Page<Region> page(
            String parent, String under, String name, List<RegionLevel> level, LocalDate on, PageRequest request) {
        var filter = parent + "|" + under + "|" + name + "|" + level + "|" + on;
        var after = request.cursor("regions", filter);
        var hql = new StringBuilder("from Region r where r.code > :after");
        if (parent != null) {
            hql.append(" and r.parent = :parent");
        }
        if (under != null) {
            hql.append(" and r.code like :under");
        }
        if (name != null) {
            hql.append(" and (locate(:name, r.name) > 0 or r.code in (select s.key.predecessor from RegionSuccession s"
                    + " where locate(:name, s.formerName) > 0))");
        }
        if (!level.isEmpty()) {
            hql.append(" and r.level in :level");
        }
        if (on != null) {
            hql.append(" and (r.validFrom is null or r.validFrom <= :on) and (r.validTo is null or r.validTo >= :on)");
        }
        var query = getEntityManager()
                .createQuery(hql.append(" order by r.code").toString(), Region.class)
                .setParameter("after", after.isEmpty() ? "" : after.get(0));
        if (parent != null) {
            query.setParameter("parent", parent);
        }
        if (under != null) {
            query.setParameter("under", under + "%");
        }
        if (name != null) {
            query.setParameter("name", name);
        }
        if (!level.isEmpty()) {
            query.setParameter("level", level);
        }
        if (on != null) {
            query.setParameter("on", on);
        }
        var rows = query.setMaxResults(request.limit() + 1).getResultList();
        return Page.of(rows, request.limit(), last -> Cursor.encode("regions", filter, List.of(last.code())));
    }
}
