package org.jiedui.household.income;

import org.jiedui.chassis.value.Money;

/**
 * One line of a statement.
 *
 * @param item what it is about
 * @param amount yuan in the year, not negative; for costs the cost
 * @param note free text without personal data, or null
 */
public record IncomeLine(IncomeItem item, Money amount, String note) {}
