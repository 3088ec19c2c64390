package org.jiedui.household.plan.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureRepository;

/** Sums of measures. */
@Schema(
        name = "MeasureTotals",
        examples =
                "{\"measures\":3,\"amount\":\"2450.00\",\"rows\":[{\"category\":\"EMPLOYMENT\",\"funds\":\"COUNTY\",\"measures\":3,\"amount\":\"2450.00\"}]}")
public record MeasureTotalsView(
        long measures,

        @Schema(type = SchemaType.STRING, examples = "2450.00")
        Money amount,

        List<Row> rows) {
    /** Of one category and source. */
    @Schema(name = "MeasureTotal")
    public record Row(
            MeasureCategory category,
            @Schema(description = "null: no source noted") FundsSource funds,
            long measures,

            @Schema(type = SchemaType.STRING, examples = "2450.00")
            Money amount) {}

    static MeasureTotalsView of(List<MeasureRepository.Total> totals) {
        return new MeasureTotalsView(
                totals.stream().mapToLong(MeasureRepository.Total::measures).sum(),
                totals.stream().map(MeasureRepository.Total::amount).reduce(Money.ZERO, Money::plus),
                totals.stream()
                        .map(t -> new Row(t.category(), t.funds(), t.measures(), t.amount()))
                        .toList());
    }
}
