package org.jiedui.evaluation.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A cycle as clients see it.
 *
 * @param jobId the last job that worked on it, below {@code /evaluation-cycles/{id}/jobs}; null when there was none
 */
public record CycleView(
        UUID id,
        String region,
        String programme,
        CycleState state,
        LocalDate periodFrom,
        LocalDate periodTo,
        LocalDate due,
        CyclePlan plan,
        LocalDate publicisedUntil,
        UUID jobId,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The view of a cycle. */
    public static CycleView of(Cycle cycle) {
        return new CycleView(
                cycle.id(),
                cycle.region(),
                cycle.programme(),
                cycle.state(),
                cycle.periodFrom(),
                cycle.periodTo(),
                cycle.due(),
                cycle.plan(),
                cycle.publicisedUntil(),
                cycle.jobId(),
                cycle.createdAt(),
                cycle.updatedAt(),
                cycle.version());
    }
}
