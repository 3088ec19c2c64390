package org.jiedui.household.village;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;

/** Village profiles. They hold no personal data; who may see the keepers is decided at the edge. */
@ApplicationScoped
public class VillageRepository implements PanacheRepositoryBase<VillageProfile, String> {
    /**
     * A village as it is described.
     *
     * @param profile null when nobody described it yet
     */
    public record Described(String village, VillageProfile profile, VillageDescription description) {
        /** Entity tag; 0 when nobody described it yet. */
        public long tag() {
            return profile == null ? 0 : profile.tag();
        }
    }

    /** Profiles below a division, with all of the traits and in one of the states. */
    public KeysetQuery<VillageProfile> list(String regionPattern, List<VillageTrait> traits) {
        var query = new KeysetQuery<>("village-profiles", VillageProfile.class, VillageProfile::id)
                .whereIf("e.village like :below", "below", regionPattern);
        for (var trait : traits) {
            query.where("locate('" + trait.name() + "', e.traits) > 0", Map.of());
        }
        return query.sortableBy("village", VillageProfile::village, text -> text);
    }

    /** The descriptions of these villages, in a fixed number of queries. */
    public Map<String, Described> described(Collection<String> villages) {
        var found = new HashMap<String, Described>();
        if (villages.isEmpty()) {
            return found;
        }
        var incomes = new HashMap<String, List<VillageDescription.Income>>();
        getEntityManager()
                .createQuery(
                        "from VillageIncome i where i.key.village in :villages order by i.key.village, i.key.year desc",
                        VillageIncome.class)
                .setParameter("villages", villages)
                .getResultList()
                .forEach(i -> incomes.computeIfAbsent(i.village(), village -> new ArrayList<>())
                        .add(i.of()));
        var cells = new HashMap<String, List<VillageDescription.Cell>>();
        getEntityManager()
                .createQuery(
                        "from GridCell c where c.key.village in :villages order by c.key.village, c.key.code",
                        GridCell.class)
                .setParameter("villages", villages)
                .getResultList()
                .forEach(c -> cells.computeIfAbsent(c.village(), village -> new ArrayList<>())
                        .add(c.cell()));
        var profiles = new HashMap<String, VillageProfile>();
        list("village in ?1", villages).forEach(profile -> profiles.put(profile.village(), profile));
        for (var village : villages) {
            var profile = profiles.get(village);
            found.put(
                    village,
                    new Described(
                            village,
                            profile,
                            new VillageDescription(
                                    profile == null ? List.of() : profile.traits(),
                                    incomes.getOrDefault(village, List.of()),
                                    profile == null ? unknown() : profile.infrastructure(),
                                    cells.getOrDefault(village, List.of()))));
        }
        return found;
    }

    /** Profiles by the id that the change feed knows. */
    public List<VillageProfile> byIds(String regionPrefix, Collection<UUID> ids) {
        return list("id in ?1 and village like ?2", ids, regionPrefix + "%");
    }

    /** Households in each cell of a village. */
    public Map<String, Long> households(String village) {
        var counts = new HashMap<String, Long>();
        getEntityManager()
                .createQuery(
                        "select c.cell, count(*) from HouseholdCell c join Household h on h.id = c.householdId"
                                + " where c.village = :village and h.region = :village and h.closedOn is null group by c.cell",
                        Object[].class)
                .setParameter("village", village)
                .getResultList()
                .forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    static Map<Infrastructure, InfrastructureState> unknown() {
        var states = new EnumMap<Infrastructure, InfrastructureState>(Infrastructure.class);
        for (var kind : Infrastructure.values()) {
            states.put(kind, InfrastructureState.UNKNOWN);
        }
        return states;
    }
}
