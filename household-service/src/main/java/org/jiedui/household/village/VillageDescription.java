package org.jiedui.household.village;

import java.util.List;
import java.util.Map;
import org.jiedui.chassis.value.Money;

/**
 * What an office knows of a village.
 *
 * @param incomes by year, the latest first; each year once
 * @param infrastructure every kind
 * @param cells each code once, in the order of the codes
 */
public record VillageDescription(
        List<VillageTrait> traits,
        List<Income> incomes,
        Map<Infrastructure, InfrastructureState> infrastructure,
        List<Cell> cells) {
    /**
     * Collective income of a year.
     *
     * @param income yuan, or null when not known yet
     * @param goal yuan, or null
     */
    public record Income(int year, Money income, Money goal) {}

    /**
     * A grid cell (网格).
     *
     * @param keeper account of who cares for it, or null
     */
    public record Cell(String code, String name, String keeper) {}
}
