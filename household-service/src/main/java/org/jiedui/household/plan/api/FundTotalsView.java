package org.jiedui.household.plan.api;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.Fund;
import org.jiedui.household.plan.FundRepository;
import org.jiedui.household.plan.MeasureCategory;

/** Where the money of a fund went. Plans, projects and measures together are what is allocated. */
@Schema(name = "FundTotals")
public record FundTotalsView(
        @Schema(type = SchemaType.STRING, examples = "500000.00")
        Money total,

        @Schema(type = SchemaType.STRING, examples = "120000.00")
        Money allocated,

        @Schema(type = SchemaType.STRING, examples = "380000.00")
        Money remaining,

        @Schema(type = SchemaType.STRING, examples = "50000.00", description = "shares of plans")
        Money plans,

        @Schema(type = SchemaType.STRING, examples = "21000.00", description = "of which measures have spent")
        Money plansSpent,

        @Schema(type = SchemaType.STRING, examples = "60000.00")
        Money projects,

        @Schema(type = SchemaType.STRING, examples = "10000.00", description = "single measures outside plans")
        Money measures,

        @Schema(description = "yuan of measures by category")
        Map<MeasureCategory, Money> byCategory) {
    static FundTotalsView of(Fund fund, FundRepository.Totals totals) {
        return new FundTotalsView(
                fund.total(),
                fund.allocated(),
                fund.remaining(),
                totals.plans(),
                totals.plansSpent(),
                totals.projects(),
                totals.measures(),
                totals.byCategory());
    }
}
