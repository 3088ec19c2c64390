package org.jiedui.evaluation.answer.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.answer.OwnState;
import org.jiedui.evaluation.cycle.Task;
import org.jiedui.evaluation.template.Indicator;

/**
 * A task as clients see it.
 *
 * @param mine whether the caller has to answer it
 * @param state how far the caller is; null for tasks of others, about which nothing is told
 * @param questions what is asked; only on a single task
 */
public record TaskView(
        UUID id,
        UUID cycleId,
        EvaluationPath path,
        SubjectRole subjectKind,
        UUID subjectId,
        String account,
        String assigneeRole,
        String region,
        LocalDate due,
        boolean mine,
        OwnState state,
        List<Indicator> questions,
        Instant createdAt,
        long version) {
    static TaskView of(Task task, boolean mine, OwnState state, List<Indicator> questions) {
        return new TaskView(
                task.id(),
                task.cycleId(),
                task.path(),
                task.subjectRole(),
                task.subjectId(),
                task.account(),
                task.assigneeRole(),
                task.region(),
                task.due(),
                mine,
                state,
                questions,
                task.createdAt(),
                version(task, state));
    }

    /** Changes with the task and with the caller's own progress, never with anybody else's. */
    static long version(Task task, OwnState state) {
        return task.version() * 4 + (state == null ? 3 : state.ordinal());
    }
}
