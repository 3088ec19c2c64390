package org.jiedui.household.plan.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.plan.AssistancePlan;
import org.jiedui.household.plan.BudgetShare;
import org.jiedui.household.plan.Goal;
import org.jiedui.household.plan.PlanState;

/** A plan as the API shows it. */
@Schema(name = "Plan")
public record PlanView(
        UUID id,
        UUID householdId,
        int year,
        int revision,
        PlanState state,
        List<Goal> goals,
        @Schema(description = "shares in funds") List<BudgetShare> budget,
        LocalDate agreedOn,
        @Schema(description = "why it was sent back") String decisionNote,
        String writtenBy,
        Instant writtenAt,
        String approvedBy,
        Instant approvedAt) {
    /** The plan as it is. */
    public static PlanView of(AssistancePlan plan) {
        return new PlanView(
                plan.id(),
                plan.householdId(),
                plan.year(),
                plan.revision(),
                plan.state(),
                plan.goals(),
                plan.budget(),
                plan.agreedOn(),
                plan.decisionNote(),
                plan.writtenBy(),
                plan.writtenAt(),
                plan.approvedBy(),
                plan.approvedAt());
    }
}
