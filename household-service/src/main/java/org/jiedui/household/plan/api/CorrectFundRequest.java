package org.jiedui.household.plan.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;

/** Corrected name and total of a fund. */
@Schema(name = "CorrectFund", examples = "{\"name\":\"2026年衔接推进乡村振兴补助资金\",\"total\":\"650000.00\"}")
public record CorrectFundRequest(
        @NotBlank @Size(max = 120) String name,

        @NotNull @Schema(type = SchemaType.STRING, examples = "650000.00")
        Money total) {
    @AssertTrue(message = "NEGATIVE|金额不得为负|Must not be negative")
    @Schema(hidden = true)
    boolean isTotalNotNegative() {
        return total == null || !total.isBelow(Money.ZERO);
    }
}
