package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Map;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.evaluation.EvaluationEvent;
import org.jiedui.evaluation.EvaluationProblem;

/**
 * Gives one person more time (EV-08): the task's last day moves, nobody else's does. Says nothing about, and does not ask,
 * whether the task was answered.
 */
@ApplicationScoped
public class TaskExtension {
    private final CycleRepository cycles;
    private final TaskRepository tasks;
    private final FieldHistory history;
    private final AuditTrail audit;
    private final Outbox outbox;

    TaskExtension(CycleRepository cycles, TaskRepository tasks, FieldHistory history, AuditTrail audit, Outbox outbox) {
        this.cycles = cycles;
        this.tasks = tasks;
        this.history = history;
        this.audit = audit;
        this.outbox = outbox;
    }

    private record Due(LocalDate due) {}

    /** Extends while the cycle is open, to a later day than before. */
    @Transactional
    public Task extend(Caller caller, Task task, LocalDate due, String reason) {
        if (!caller.covers(task.region())) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        var cycle = cycles.findById(task.cycleId(), LockModeType.PESSIMISTIC_READ);
        if (cycle.state() != CycleState.OPEN) {
            throw EvaluationProblem.CYCLE_NOT_OPEN.problem();
        }
        if (!due.isAfter(task.due())) {
            throw EvaluationProblem.EXTENSION_REFUSED.detail(
                    "新的截止日期应晚于 " + task.due(), "The new last day must be after " + task.due());
        }
        var before = new Due(task.due());
        task.extend(due);
        tasks.persistAndFlush(task);
        history.record(
                caller,
                "evaluation-task",
                task.id(),
                task.region(),
                task.version(),
                before,
                new Due(due),
                "APP",
                reason);
        audit.record(caller, "TASK_EXTENDED", "evaluation-task", task.id(), task.region(), Map.of("due", due));
        outbox.append(new EvaluationEvent.TaskExtended(
                task.id(), task.cycleId(), task.region(), task.account(), task.assigneeRole(), due));
        return task;
    }
}
