package org.jiedui.evaluation.cycle;

import java.time.LocalDate;

/** What the history of a cycle compares. */
public record CycleFields(
        String region,
        String programme,
        CycleState state,
        LocalDate periodFrom,
        LocalDate periodTo,
        LocalDate due,
        CyclePlan plan,
        LocalDate publicisedUntil) {
    /** The present ones. */
    public static CycleFields of(Cycle cycle) {
        return new CycleFields(
                cycle.region(),
                cycle.programme(),
                cycle.state(),
                cycle.periodFrom(),
                cycle.periodTo(),
                cycle.due(),
                cycle.plan(),
                cycle.publicisedUntil());
    }
}
