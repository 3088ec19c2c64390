package org.jiedui.household.plan.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.BudgetShare;
import org.jiedui.household.plan.Goal;
import org.jiedui.household.plan.MeasureCategory;

/** The plan of a year, as it is sent. */
@Schema(
        name = "WritePlan",
        examples =
                "{\"year\":2026,\"goals\":[{\"text\":\"孩子返校并完成九年级\",\"target\":\"2026-09-01\",\"measures\":[\"COMPULSORY_EDUCATION\"]},{\"text\":\"户主在镇上就业\",\"target\":\"2026-06-30\",\"measures\":[\"EMPLOYMENT\"]}]}")
public record PlanRequest(
        @NotNull @Min(2000) @Max(2100) Integer year,
        @NotEmpty @Size(max = 20) List<@NotNull @Valid GoalRequest> goals,

        @Schema(description = "shares in funds; absent: as before; empty: none") @Size(max = 20)
        List<@NotNull @Valid Share> budget,

        @Schema(description = "day on which the household agreed")
        LocalDate agreedOn) {
    /** A share in a fund. */
    @Schema(name = "PlanShare")
    public record Share(
            @NotNull UUID fundId,

            @NotNull @Schema(type = SchemaType.STRING, examples = "1250.00")
            Money amount) {
        @AssertTrue(message = "TOO_SMALL|金额应大于 0|Must be greater than 0")
        @Schema(hidden = true)
        boolean isAmountPositive() {
            return amount == null || Money.ZERO.isBelow(amount);
        }
    }

    List<BudgetShare> toBudget() {
        return budget == null
                ? null
                : budget.stream()
                        .map(share -> new BudgetShare(share.fundId(), share.amount()))
                        .toList();
    }

    /** A goal. */
    @Schema(name = "PlanGoal")
    public record GoalRequest(
            @NotBlank @Size(max = 300) String text,
            @NotNull LocalDate target,
            @NotEmpty @Size(max = 14) List<@NotNull MeasureCategory> measures) {
        Goal toGoal() {
            return new Goal(text, target, measures);
        }
    }

    List<Goal> toGoals() {
        return goals.stream().map(GoalRequest::toGoal).toList();
    }
}
