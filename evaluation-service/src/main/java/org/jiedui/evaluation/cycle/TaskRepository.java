package org.jiedui.evaluation.cycle;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/**
 * Tasks. A task is somebody's own by account, or by having its role in exactly its region (a clerk of 330523104201 has the
 * tasks of that village, nobody above or below). Offices see the tasks of their region, without anything about answers.
 */
@ApplicationScoped
public class TaskRepository implements PanacheRepositoryBase<Task, UUID> {
    /** Condition on alias {@code e}: the caller has to answer it. Parameters of {@link #of}. */
    public static final String OWN = "e.account = :subject or (e.assigneeRole in :roles and e.region = :region)";

    /** Condition on alias {@code e}: the caller sees it by office. Parameters of {@link #of}. */
    public static final String BY_OFFICE = "e.region like concat(:prefix, '%')";

    /** Parameters of {@link #OWN}. */
    public static Map<String, Object> of(Caller caller) {
        var parameters = new HashMap<String, Object>();
        parameters.put("subject", caller.subject());
        parameters.put("roles", caller.roles().isEmpty() ? java.util.Set.of("-") : caller.roles());
        parameters.put("region", caller.office() ? caller.region() : "-");
        return parameters;
    }

    /** Whether the task is the caller's to answer. */
    public static boolean isOwn(Caller caller, Task task) {
        return caller.subject().equals(task.account())
                || (task.assigneeRole() != null
                        && caller.office()
                        && caller.hasRole(task.assigneeRole())
                        && caller.region().equals(task.region()));
    }

    /** The task, or {@code NOT_FOUND} when it is neither the caller's own nor in the region of the caller's office. */
    public Task require(Caller caller, UUID id) {
        var parameters = of(caller);
        parameters.put("prefix", caller.regionPrefix());
        parameters.put("id", id);
        return find("from Task e where e.id = :id and (" + OWN + " or " + BY_OFFICE + ")", parameters)
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The caller's own task, or {@code NOT_FOUND}. */
    public Task requireOwn(Caller caller, UUID id) {
        var parameters = of(caller);
        parameters.put("id", id);
        return find("from Task e where e.id = :id and (" + OWN + ")", parameters)
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }
}
