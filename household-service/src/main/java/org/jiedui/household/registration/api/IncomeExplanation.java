package org.jiedui.household.registration.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.income.IncomePolicy;

/** How a per-capita figure comes about, line by line. */
@Schema(name = "IncomeExplanation")
public record IncomeExplanation(
        int year,
        int revision,

        @Schema(type = SchemaType.STRING, examples = "3750.00")
        Money perCapita,

        List<Step> steps) {
    /** One step: a line, a subtotal, the net income, the divisor, the result. */
    @Schema(name = "IncomeExplanationStep")
    public record Step(
            String kind,
            String code,
            String label,
            String sign,
            String value,

            @Schema(description = "of a line: its month or year", examples = "2026-03")
            String period,

            @Schema(description = "of a yearly line in a rolling window: its months in the window", examples = "2/12")
            String share,

            String note) {}

    /** The twelve months that end before the month of identification. */
    @Schema(name = "RollingIncome")
    public record Rolling(
            @Schema(examples = "2026-11") String identification,
            @Schema(examples = "2025-11") String from,
            @Schema(examples = "2026-10") String to,

            @Schema(description = "months of the window that statements speak of, 0 to 12")
            int coveredMonths,

            @Schema(
                    description =
                            "true: identification goes by this figure; false: by that of the latest year, because months are missing or nothing is dated")
            boolean decides,

            @Schema(type = SchemaType.STRING, examples = "22500.00")
            Money net,

            @Schema(type = SchemaType.STRING, examples = "7500.00")
            Money perCapita,

            List<Step> steps) {
        static Rolling of(String identification, IncomePolicy.Rolling rolling, boolean chinese) {
            return new Rolling(
                    identification,
                    rolling.from().toString(),
                    rolling.to().toString(),
                    rolling.coveredMonths(),
                    rolling.decides(),
                    rolling.result().net(),
                    rolling.result().perCapita(),
                    IncomeExplanation.steps(rolling.result(), chinese));
        }
    }

    static IncomeExplanation of(int year, int revision, IncomePolicy.Result result, boolean chinese) {
        return new IncomeExplanation(year, revision, result.perCapita(), steps(result, chinese));
    }

    private static List<Step> steps(IncomePolicy.Result result, boolean chinese) {
        return result.steps().stream()
                .map(s -> new Step(
                        s.kind(),
                        s.code(),
                        chinese ? s.zh() : s.en(),
                        s.sign(),
                        s.value(),
                        s.period(),
                        s.share(),
                        s.note()))
                .toList();
    }
}
