package org.jiedui.household.plan.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureTag;
import org.jiedui.household.plan.Subsidy;
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
        @Size(max = 11) List<@NotNull MeasureTag> tags,

        @Schema(description = "what it pays for regularly, of its category; code list `subsidy`")
        Subsidy subsidy,

        @Schema(description = "the fund that pays; needs an amount")
        UUID fundId,

        @Schema(description = "year of the plan that it carries out: its amount is then spent of the plan's share")
        @Min(2000)
        @Max(2100)
        Integer planYear,

        @Schema(description = "goal of that plan, from 0") @Min(0)
        Integer goal) {
    @AssertTrue(message = "AMOUNT|使用资金须有金额|Money of a fund needs an amount above 0")
    @Schema(hidden = true)
    boolean isFundWithAmount() {
        return fundId == null || (amount != null && Money.ZERO.isBelow(amount));
    }

    @AssertTrue(message = "SUBSIDY|补助项目与措施类别不符|The subsidy belongs to another category")
    @Schema(hidden = true)
    boolean isSubsidyOfCategory() {
        return subsidy == null || category == null || subsidy.category() == category;
    }

    @AssertTrue(message = "PLAN_YEAR|目标须指明计划年度|A goal needs the year of its plan")
    @Schema(hidden = true)
    boolean isGoalOfPlan() {
        return goal == null || planYear != null;
    }

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
                category,
                title,
                amount,
                funds,
                from,
                to,
                provider,
                result,
                tags == null ? List.of() : tags,
                subsidy,
                fundId,
                planYear,
                goal);
    }
}
