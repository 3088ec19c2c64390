package org.jiedui.household.plan.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureTag;
import org.jiedui.household.plan.TakeMeasure;

/** A measure, as it is sent. */
@Schema(
        name = "TakeMeasure",
        examples =
                "{\"category\":\"COMPULSORY_EDUCATION\",\"title\":\"劝返复学并减免生活费\",\"amount\":\"1250.00\",\"funds\":\"COUNTY\",\"from\":\"2026-03-01\",\"to\":\"2026-07-01\",\"tags\":[\"LONG_TERM_SCHOOLING\"]}")
public record MeasureRequest(
        @NotNull MeasureCategory category,
        @NotBlank @Size(max = 120) String title,
        @Schema(type = SchemaType.STRING) Money amount,
        FundsSource funds,
        @NotNull LocalDate from,
        LocalDate to,
        @Size(max = 120) String provider,
        @Size(max = 500) String result,
        @Size(max = 11) List<@NotNull MeasureTag> tags) {
    @AssertTrue(message = "NEGATIVE|金额不得为负|Must not be negative")
    @Schema(hidden = true)
    boolean isAmountNotNegative() {
        return amount == null || !amount.isBelow(Money.ZERO);
    }

    @AssertTrue(message = "ORDER|结束日期早于开始日期|Ends before it begins")
    @Schema(hidden = true)
    boolean isInOrder() {
        return from == null || to == null || !to.isBefore(from);
    }

    TakeMeasure toCommand() {
        return new TakeMeasure(
                category, title, amount, funds, from, to, provider, result, tags == null ? List.of() : tags);
    }
}
