package org.jiedui.household.risk;

import java.math.BigDecimal;
import java.util.List;
import org.jiedui.chassis.value.Money;

/**
 * What the rules measure with (domain HH-15, local practice): data of a rule set.
 *
 * @param nearLineFactor income from the line up to so many times the line is near it; 1 to 5, 1: never near
 * @param shockFactor drop, expenses and lost work are looked at while income is below so many times the line; 1 to 20
 * @param incomeDropPercent least drop against the year before, per cent, 1 to 100
 * @param medicalExpense least sum of twelve months that the household bears itself, yuan
 * @param educationExpense the same for education
 * @param otherExpense the same for what else cannot be avoided
 * @param jobsLost least number of losses of work of the last twelve months that are not over, 1 to 20
 * @param visitDays days after which a visit to a household in care is overdue, 1 to 400
 * @param switchedOff reasons that are not looked for
 */
public record RiskThresholds(
        BigDecimal nearLineFactor,
        BigDecimal shockFactor,
        int incomeDropPercent,
        Money medicalExpense,
        Money educationExpense,
        Money otherExpense,
        int jobsLost,
        int visitDays,
        List<RiskReason> switchedOff) {
    /** Thresholds of a deployment without any rule set; the same as those that it begins with. */
    public static final RiskThresholds DEFAULT = new RiskThresholds(
            new BigDecimal("1.10"),
            new BigDecimal("2.00"),
            30,
            Money.of("20000.00"),
            Money.of("15000.00"),
            Money.of("20000.00"),
            1,
            60,
            List.of());
}
