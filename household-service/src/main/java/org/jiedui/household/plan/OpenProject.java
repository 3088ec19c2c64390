package org.jiedui.household.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.Need;

/**
 * Command: begin a project or training class.
 *
 * @param region division in which its households are
 * @param amount yuan in all, shared out equally; null: no money
 * @param fundId the fund that pays, or null
 * @param subsidy what the shares pay for regularly, of its category, or null
 * @param households named ones, or null with a segment
 * @param segment conditions on households, or null
 */
public record OpenProject(
        String region,
        ProjectKind kind,
        String name,
        MeasureCategory category,
        Money amount,
        UUID fundId,
        LocalDate from,
        LocalDate to,
        String provider,
        List<MeasureTag> tags,
        Subsidy subsidy,
        List<UUID> households,
        Segment segment) {
    /**
     * Households of the project's division that meet all of this; null and empty mean any.
     *
     * @param needs at least one of them
     */
    public record Segment(List<HouseholdType> types, Boolean monitored, List<Need> needs) {}
}
