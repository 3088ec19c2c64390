package org.jiedui.household.line.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.line.LineKind;

/** A new line. */
@Schema(
        name = "SetPovertyLine",
        examples =
                "{\"kind\":\"MONITORING\",\"region\":\"33\",\"validFrom\":\"2026-01-01\",\"amount\":\"8500.00\",\"source\":\"浙江省 2026 年监测标准\"}")
public record SetLineRequest(
        @NotNull LineKind kind,

        @NotNull
        @Pattern(regexp = "|\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
        String region,

        @NotNull LocalDate validFrom,
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
