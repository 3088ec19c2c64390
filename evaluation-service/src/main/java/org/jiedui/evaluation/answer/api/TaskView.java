package org.jiedui.evaluation.answer.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
@Schema(example = """
        {"id":"019ab000-2222-7000-8000-000000000001","cycleId":"019ab000-1111-7000-8000-000000000001","path":"PARTNER",
         "subjectKind":"TEAM","subjectId":"019ab000-3333-7000-8000-000000000001","account":null,"assigneeRole":"village-clerk",
         "region":"330523104201","due":"2027-01-15","mine":true,"state":"DRAFTED","questions":[
          {"code":"COOPERATION","zh":"与村两委协作","en":"Works with the village committees","weight":50,"min":1,"max":5,
           "mandatory":true,"rubric":"5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}],
         "createdAt":"2026-12-01T08:30:00.000Z","version":1}""")
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
