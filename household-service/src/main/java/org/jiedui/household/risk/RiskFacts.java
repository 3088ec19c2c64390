package org.jiedui.household.risk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Safeguards;

/**
 * What the rules look at.
 *
 * @param income what the household earns, {@link Income#UNKNOWN} when no statement was made
 * @param line the monitoring line in force, yuan per person and year, or null when there is none
 * @param childrenOutOfSchool children who should be at school and are not
 * @param uninsured members known to lack basic medical insurance
 * @param safeguards as last checked
 * @param shocks expenses and lost work of the last twelve months
 * @param disasters declared for the household's region and not over
 * @param visit when it was seen last, or null when it is not in care
 */
public record RiskFacts(
        Income income,
        Money line,
        int childrenOutOfSchool,
        int uninsured,
        Safeguards safeguards,
        Shocks shocks,
        List<Declared> disasters,
        Visit visit) {
    /**
     * Income.
     *
     * @param perCapita yuan per person and year, or null
     * @param period the year, or first and last month of the rolling window
     * @param previous yuan per person of the year before, or null
     */
    public record Income(Money perCapita, String period, Money previous) {
        /** No statement. */
        public static final Income UNKNOWN = new Income(null, null, null);
    }

    /**
     * Blows of the last twelve months.
     *
     * @param expenses yuan by kind
     * @param jobsLost losses of work that are not over
     */
    public record Shocks(Map<ShockKind, Money> expenses, int jobsLost) {
        /** None. */
        public static final Shocks NONE = new Shocks(Map.of(), 0);

        Money sum(ShockKind kind) {
            return expenses.getOrDefault(kind, Money.ZERO);
        }
    }

    /** A disaster in force. */
    public record Declared(DisasterKind kind, LocalDate day) {}

    /**
     * Visits of a household in care.
     *
     * @param unvisitedSince as {@link org.jiedui.household.registration.NotVisited} counts: day of the last visit that reached
     *     somebody; when there was none, the day of registration
     */
    public record Visit(LocalDate unvisitedSince) {}
}
