package org.jiedui.household.income;

import java.time.YearMonth;
import org.jiedui.chassis.value.Money;

/**
 * What the household's own row keeps of its statements beside the income of the latest year.
 *
 * @param previous yuan per member of the year before the latest one, or null
 * @param rollingNet yuan of the household in the twelve months before {@code rollingMonth}; null when they are not known
 * @param rollingMonth month of identification; null when no line is dated
 */
public record IncomeFigures(Money previous, Money rollingNet, YearMonth rollingMonth) {
    /** Nothing known. */
    public static final IncomeFigures NONE = new IncomeFigures(null, null, null);
}
