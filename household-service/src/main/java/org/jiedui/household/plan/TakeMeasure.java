package org.jiedui.household.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.value.Money;

/**
 * Command: note a measure.
 *
 * @param subsidy what it pays for regularly, of its category, or null
 * @param fundId the fund that pays, or null; then there is an amount
 * @param planYear the plan that it carries out, or null
 * @param goal of that plan, from 0, or null
 */
public record TakeMeasure(
        MeasureCategory category,
        String title,
        Money amount,
        FundsSource funds,
        LocalDate from,
        LocalDate to,
        String provider,
        String result,
        List<MeasureTag> tags,
        Subsidy subsidy,
        UUID fundId,
        Integer planYear,
        Integer goal) {
    TakeMeasure from(FundsSource source) {
        return new TakeMeasure(
                category, title, amount, source, from, to, provider, result, tags, subsidy, fundId, planYear, goal);
    }
}
