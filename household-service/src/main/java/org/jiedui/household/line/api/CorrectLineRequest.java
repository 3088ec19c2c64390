package org.jiedui.household.line.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;

/** What can be corrected of a line. */
@Schema(name = "CorrectPovertyLine")
public record CorrectLineRequest(
        LocalDate validTo,

        @NotNull @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING)
        Money amount,

        @NotBlank @Size(max = 300) String source) {
    @AssertTrue(message = "NOT_POSITIVE|标准须大于零|A line is more than zero")
    @Schema(hidden = true)
    boolean isAmountPositive() {
        return amount == null || amount.compareTo(Money.ZERO) > 0;
    }
}
