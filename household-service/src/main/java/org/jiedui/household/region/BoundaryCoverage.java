package org.jiedui.household.region;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a division of a past day covers in today's codes.
 *
 * @param region the division, whether it is in force today or not
 * @param day its boundaries are those of this day
 * @param without present villages whose code lies below the division's, but which did not belong to it
 * @param also present villages that belonged to it wholly, although their code lies elsewhere
 * @param parts present villages of which only a part belonged to it: their households count if a change moved them out of
 *     one of its villages
 * @param redrawn whether any change after the day touches it; otherwise the prefix alone is the answer
 */
public record BoundaryCoverage(
        String region, LocalDate day, Set<String> without, Set<String> also, Set<String> parts, boolean redrawn) {
    /** Present code prefixes that it covered; villages of {@link #without} are not covered by the first of them. */
    public Set<String> prefixes() {
        var prefixes = new TreeSet<>(also);
        prefixes.add(region);
        return prefixes;
    }
}
