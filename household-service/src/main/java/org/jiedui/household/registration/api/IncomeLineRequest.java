package org.jiedui.household.registration.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.income.IncomeLine;

/** A line of a statement, as it is sent and shown. */
@Schema(name = "IncomeLine", examples = "{\"item\":\"WAGE_LABOUR\",\"amount\":\"21000.00\"}")
public record IncomeLineRequest(
        @NotNull IncomeItem item,

        @NotNull @Schema(type = SchemaType.STRING, examples = "21000.00")
        Money amount,

        @Size(max = 200) String note,

        @Pattern(regexp = "\\d{4}-(0[1-9]|1[0-2])", message = "FORMAT|应为 YYYY-MM|Must be YYYY-MM")
        @Schema(description = "month in which it was earned or spent; null: of the whole year", examples = "2025-03")
        String month) {
    @AssertTrue(message = "NEGATIVE|金额不得为负，支出请填支出项|Must not be negative: costs have items of their own")
    @Schema(hidden = true)
    boolean isNotNegative() {
        return amount == null || !amount.isBelow(Money.ZERO);
    }

    IncomeLine toLine() {
        return new IncomeLine(item, amount, note, month == null ? null : YearMonth.parse(month));
    }

    static IncomeLineRequest of(IncomeLine line) {
        return new IncomeLineRequest(
                line.item(),
                line.amount(),
                line.note(),
                line.month() == null ? null : line.month().toString());
    }
}
