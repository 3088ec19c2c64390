package org.jiedui.household.plan.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.plan.Goal;
import org.jiedui.household.plan.MeasureCategory;

/** The plan of a year, as it is sent. */
@Schema(
        name = "WritePlan",
        examples =
                "{\"year\":2026,\"goals\":[{\"text\":\"孩子返校并完成九年级\",\"target\":\"2026-09-01\",\"measures\":[\"COMPULSORY_EDUCATION\"]},{\"text\":\"户主在镇上就业\",\"target\":\"2026-06-30\",\"measures\":[\"EMPLOYMENT\"]}]}")
public record PlanRequest(
        @NotNull @Min(2000) @Max(2100) Integer year,
        @NotEmpty @Size(max = 20) List<@NotNull @Valid GoalRequest> goals) {
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
