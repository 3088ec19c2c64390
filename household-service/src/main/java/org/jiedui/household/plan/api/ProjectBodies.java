package org.jiedui.household.plan.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.plan.ProjectRepository;

/** Bodies of projects for the change feed. */
@ApplicationScoped
public class ProjectBodies implements ChangeBodies {
    private final ProjectRepository records;

    ProjectBodies(ProjectRepository records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "projects";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        records.list("id in ?1 and region like ?2", ids, caller.regionPrefix() + "%")
                .forEach(p -> found.put(p.id(), ProjectView.of(p)));
        return found;
    }
}
