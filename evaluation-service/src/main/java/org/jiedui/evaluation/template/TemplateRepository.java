package org.jiedui.evaluation.template;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.evaluation.EvaluationPath;

/** Templates: a catalogue of the whole deployment, readable by everybody who is logged in. */
@ApplicationScoped
public class TemplateRepository implements PanacheRepositoryBase<Template, UUID> {
    private final Map<UUID, List<Section>> released = new ConcurrentHashMap<>();

    /** The version, or {@code NOT_FOUND}. */
    public Template require(UUID id) {
        return findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The newest released version of a code. */
    public Optional<Template> newestReleased(String code) {
        return find("code = ?1 and state = ?2 order by number desc", code, Template.State.RELEASED)
                .firstResultOptional();
    }

    /** A section of a released version, kept in memory since it never changes. */
    public Section released(UUID id, EvaluationPath path) {
        var sections = released.get(id);
        if (sections == null) {
            var template = require(id);
            sections = template.sections();
            if (template.state() == Template.State.RELEASED) {
                released.put(id, sections);
            }
        }
        return sections.stream()
                .filter(s -> s.path() == path)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("template " + id + " does not ask " + path));
    }

    int lastNumber(String code) {
        return find("code = ?1 order by number desc", code)
                .firstResultOptional()
                .map(Template::number)
                .orElse(0);
    }
}
