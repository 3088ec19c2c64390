package org.jiedui.household.plan;

import java.util.UUID;
import org.jiedui.chassis.value.Money;

/**
 * A share of a plan in a fund.
 *
 * @param fundId the fund
 * @param amount yuan, at least 0.01
 */
public record BudgetShare(UUID fundId, Money amount) {}
