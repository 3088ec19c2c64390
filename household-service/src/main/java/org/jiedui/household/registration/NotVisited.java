package org.jiedui.household.registration;

import java.time.LocalDate;
import java.util.Map;
import org.jiedui.chassis.paging.KeysetQuery;

/**
 * The one definition of "not visited for N days" (HH-12): nobody of the household was met on any of the last N days,
 * today included; calls are no visits, and a household that was never met, or before its registration only, counts from its registration. Lists, counts, reports,
 * reminders, risk and quality rules all compare {@code unvisitedSince} with {@link #latest}.
 *
 * @param days 1 to 3650
 */
public record NotVisited(int days) {
    /** Refuses days out of range. */
    public NotVisited {
        if (days < 1 || days > 3650) {
            throw new IllegalArgumentException("1 to 3650 days");
        }
    }

    /** The latest day of a last visit that still counts as not visited; as SQL: {@code unvisited_from <= latest}. */
    public LocalDate latest(LocalDate today) {
        return today.minusDays(days);
    }

    /** Whether a household that is unvisited since a day is meant. */
    public boolean holds(LocalDate unvisitedSince, LocalDate today) {
        return !unvisitedSince.isAfter(latest(today));
    }

    /** Adds to a list of households that nobody was reached by telephone or video either. */
    public KeysetQuery<ListedHousehold> narrowToSilent(KeysetQuery<ListedHousehold> households, LocalDate today) {
        return households.where(
                "e.unvisitedSince <= :silentSince and not exists (select 1 from VisitHousehold l join Visit v"
                        + " on v.id = l.key.visitId where l.key.householdId = e.id and l.day > :silentSince"
                        + " and v.reached = true)",
                Map.of("silentSince", latest(today)));
    }

    /** Adds the condition to a list of households. */
    public KeysetQuery<ListedHousehold> narrow(KeysetQuery<ListedHousehold> households, LocalDate today) {
        return households.where("e.unvisitedSince <= :notVisitedSince", Map.of("notVisitedSince", latest(today)));
    }
}
