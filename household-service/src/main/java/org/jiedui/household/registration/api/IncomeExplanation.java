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
    public record Step(String kind, String code, String label, String sign, String value) {}

    static IncomeExplanation of(int year, int revision, IncomePolicy.Result result, boolean chinese) {
        return new IncomeExplanation(
                year,
                revision,
                result.perCapita(),
                result.steps().stream()
                        .map(s -> new Step(s.kind(), s.code(), chinese ? s.zh() : s.en(), s.sign(), s.value()))
                        .toList());
    }
}
