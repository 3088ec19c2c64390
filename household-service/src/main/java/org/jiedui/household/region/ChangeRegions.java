package org.jiedui.household.region;

import java.time.LocalDate;
import java.util.List;

/**
 * Command: what became of divisions on a day.
 *
 * @param effectiveOn first day of the new state; today or before
 * @param source the document that orders it
 * @param successions the divisions concerned, and, where it does not follow from the code, divisions below them
 */
public record ChangeRegions(RegionChangeKind kind, LocalDate effectiveOn, String source, List<Succession> successions) {
    /**
     * One division becomes another.
     *
     * @param name name of the new one; null: it exists, or keeps the name
     */
    public record Succession(String from, String into, String name) {}
}
