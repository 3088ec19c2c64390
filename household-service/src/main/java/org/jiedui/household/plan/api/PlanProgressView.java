package org.jiedui.household.plan.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.AssistancePlan;
import org.jiedui.household.plan.Goal;
import org.jiedui.household.plan.Measure;
import org.jiedui.household.plan.PlanState;

/** A plan's goals with what is done for them. */
@Schema(name = "PlanProgress")
public record PlanProgressView(
        UUID planId,
        int year,
        int revision,
        PlanState state,
        List<Progress> goals,

        @Schema(description = "measures that carry out the plan without naming a goal")
        List<MeasureView> others) {
    /** A goal, its measures, and yuan in all. */
    @Schema(name = "GoalProgress")
    public record Progress(
            Goal goal,
            List<MeasureView> measures,

            @Schema(type = SchemaType.STRING, examples = "1250.00")
            Money amount) {}

    static PlanProgressView of(AssistancePlan plan, Map<Integer, List<Measure>> measures) {
        var goals = new ArrayList<Progress>();
        for (var i = 0; i < plan.goals().size(); i++) {
            var own = measures.getOrDefault(i, List.of());
            goals.add(new Progress(
                    plan.goals().get(i),
                    own.stream().map(MeasureView::of).toList(),
                    own.stream().map(Measure::amount).filter(Objects::nonNull).reduce(Money.ZERO, Money::plus)));
        }
        var others = measures.entrySet().stream()
                .filter(entry ->
                        entry.getKey() < 0 || entry.getKey() >= plan.goals().size())
                .flatMap(entry -> entry.getValue().stream())
                .map(MeasureView::of)
                .toList();
        return new PlanProgressView(plan.id(), plan.year(), plan.revision(), plan.state(), goals, others);
    }
}
