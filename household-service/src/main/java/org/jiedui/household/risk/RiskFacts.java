package org.jiedui.household.risk;

import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Safeguards;

/**
 * What the rules look at.
 *
 * @param incomePerCapita yuan per person and year, or null when no statement was made
 * @param incomeYear year of the statement, or null
 * @param line the monitoring line in force, yuan per person and year, or null when there is none
 * @param childrenOutOfSchool children who should be at school and are not
 * @param uninsured members known to lack basic medical insurance
 * @param safeguards as last checked
 */
public record RiskFacts(
        Money incomePerCapita,
        Integer incomeYear,
        Money line,
        int childrenOutOfSchool,
        int uninsured,
        Safeguards safeguards) {}
