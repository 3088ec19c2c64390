package org.jiedui.household.income;

import java.time.YearMonth;
import org.jiedui.chassis.value.Money;

/**
 * One line of a statement.
 *
 * @param item what it is about
 * @param amount yuan in the year or, when dated, in the month; not negative; for costs the cost
 * @param note free text without personal data, or null
 * @param month when it was earned or spent, in the statement's year; null: spread over the whole year
 */
public record IncomeLine(IncomeItem item, Money amount, String note, YearMonth month) {
    /** A line of a whole year. */
    public IncomeLine(IncomeItem item, Money amount, String note) {
        this(item, amount, note, null);
    }
}
