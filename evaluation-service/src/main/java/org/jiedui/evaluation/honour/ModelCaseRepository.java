package org.jiedui.evaluation.honour;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/** Model cases: published ones for everybody who is logged in, the others for offices of the region. */
@ApplicationScoped
public class ModelCaseRepository implements PanacheRepositoryBase<ModelCase, UUID> {
    /** Condition on alias {@code e} with the parameters of {@link #visibleTo}. */
    public static final String VISIBLE = "e.state = org.jiedui.evaluation.honour.ModelCaseState.PUBLISHED"
            + " or e.region like concat(:prefix, '%')";

    /** Parameters of {@link #VISIBLE}. */
    public static Map<String, Object> visibleTo(Caller caller) {
        return Map.of("prefix", caller.regionPrefix());
    }

    /** The case, or {@code NOT_FOUND}. */
    public ModelCase require(Caller caller, UUID id) {
        return find(
                        "from ModelCase e where e.id = :id and (" + VISIBLE + ")",
                        Map.of("id", id, "prefix", caller.regionPrefix()))
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }
}
