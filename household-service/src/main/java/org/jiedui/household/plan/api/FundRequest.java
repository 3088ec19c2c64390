package org.jiedui.household.plan.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.FundsSource;

/** A new fund. */
@Schema(
        name = "EnterFund",
        examples =
                "{\"name\":\"2026年衔接推进乡村振兴补助资金\",\"source\":\"PROVINCE\",\"region\":\"330523\",\"year\":2026,\"total\":\"500000.00\"}")
public record FundRequest(
        @NotBlank @Size(max = 120) String name,
        @NotNull FundsSource source,

        @NotNull
        @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
        String region,

        @NotNull @Min(2000) @Max(2100) Integer year,

        @NotNull @Schema(type = SchemaType.STRING, examples = "500000.00")
        Money total) {
    @AssertTrue(message = "NEGATIVE|金额不得为负|Must not be negative")
    @Schema(hidden = true)
    boolean isTotalNotNegative() {
        return total == null || !total.isBelow(Money.ZERO);
    }

    @AssertTrue(message = "NO_MONEY|资金须有来源|A fund has a source of money")
    @Schema(hidden = true)
    boolean isOfMoney() {
        return source != FundsSource.NONE;
    }
}
