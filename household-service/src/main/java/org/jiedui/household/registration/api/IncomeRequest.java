package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.income.IncomeLine;

/** An income statement of a year, as it is sent. */
@Schema(
        name = "IncomeInput",
        examples =
                "{\"year\":2025,\"lines\":[{\"item\":\"WAGE_LABOUR\",\"amount\":\"21000.00\"},{\"item\":\"COST_PLANTING\",\"amount\":\"1200.00\",\"month\":\"2025-03\"}],\"reason\":\"漏报种植支出\"}")
public record IncomeRequest(
        @NotNull @Min(2000) @Max(2100) Integer year,
        @NotEmpty @Size(max = 100) List<@NotNull @Valid IncomeLineRequest> lines,

        @Size(max = 500) @Schema(description = "why an earlier statement of the year is corrected")
        String reason) {
    @AssertTrue(message = "MONTH_OUTSIDE_YEAR|明细月份须在申报年度内|Months must be of the statement's year")
    @Schema(hidden = true)
    boolean isOfItsYear() {
        return year == null
                || lines == null
                || lines.stream()
                        .allMatch(line -> line == null
                                || line.month() == null
                                || line.month().startsWith(year + "-"));
    }

    List<IncomeLine> toLines() {
        return lines.stream().map(IncomeLineRequest::toLine).toList();
    }
}
