package org.jiedui.household.registration;

import java.time.LocalDate;
import java.util.Map;
import org.jiedui.chassis.paging.KeysetQuery;

/**
 * The one definition of "not visited for N days" (HH-12): nobody of the household was reached on any of the last N days,
 * today included; a household that was never reached counts from its registration. Lists, counts, reports,
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

    /** The latest day of a last visit that still counts as not visited; as SQL: {@code unvisited_since <= latest}. */
    public LocalDate latest(LocalDate today) {
        return today.minusDays(days);
    }

    /** Whether a household that is unvisited since a day is meant. */
    public boolean holds(LocalDate unvisitedSince, LocalDate today) {
        return !unvisitedSince.isAfter(latest(today));
    }

    /** Adds the condition to a list of households. */
    public KeysetQuery<ListedHousehold> narrow(KeysetQuery<ListedHousehold> households, LocalDate today) {
        return households.where("e.unvisitedSince <= :notVisitedSince", Map.of("notVisitedSince", latest(today)));
    }
}
