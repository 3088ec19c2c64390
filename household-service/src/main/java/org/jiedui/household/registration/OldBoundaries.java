package org.jiedui.household.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jiedui.household.region.BoundaryCoverage;

/**
 * Condition that a household {@code e} belongs to a division as it was bounded on a past day. A household that a change of
 * divisions moved after that day counts where it was then; one that was not counts where it is, if that village belonged to
 * the division wholly.
 *
 * @param hql condition on {@code e}
 * @param parameters of the condition
 */
public record OldBoundaries(String hql, Map<String, Object> parameters) {
    private static final String LATER =
            "from HouseholdMove m where m.key.householdId = e.id and m.key.movedOn > :boundaryDay";

    /** The condition for what {@link org.jiedui.household.region.RegionBoundaries} resolved. */
    public static OldBoundaries of(BoundaryCoverage coverage) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("boundary", coverage.region() + "%");
        if (!coverage.redrawn()) {
            return new OldBoundaries("e.region like :boundary", parameters);
        }
        parameters.put("boundaryDay", coverage.day());
        parameters.put("boundaryWithout", orNone(coverage.without()));
        parameters.put("boundaryAlso", orNone(coverage.also()));
        return new OldBoundaries(
                "exists (select 1 " + LATER + " and m.key.fromVillage like :boundary and not exists (select 1"
                        + " from HouseholdMove n where n.key.householdId = e.id and n.key.movedOn > :boundaryDay"
                        + " and n.key.movedOn < m.key.movedOn)) or not exists (select 1 " + LATER + ")"
                        + " and (e.region like :boundary and e.region not in :boundaryWithout"
                        + " or e.region in :boundaryAlso)",
                parameters);
    }

    private static Set<String> orNone(Set<String> codes) {
        return codes.isEmpty() ? Set.of("-") : codes;
    }
}
