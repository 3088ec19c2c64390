package org.jiedui.evaluation.appeal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/** Appeals. Seen by who appealed, and by officers of county and province and auditors of the region. */
@ApplicationScoped
public class AppealRepository implements PanacheRepositoryBase<Appeal, UUID> {
    /** Condition on alias {@code e} with the parameters of {@link #visibleTo}. */
    public static final String VISIBLE =
            "e.account = :subject or (:officer = true and e.region like concat(:prefix, '%'))";

    /** Parameters of {@link #VISIBLE}. */
    public static Map<String, Object> visibleTo(Caller caller) {
        var parameters = new HashMap<String, Object>();
        parameters.put("subject", caller.subject());
        parameters.put("officer", caller.hasRole("county-officer", "province-officer", "auditor"));
        parameters.put("prefix", caller.regionPrefix());
        return parameters;
    }

    /** The appeal, or {@code NOT_FOUND}. */
    public Appeal require(Caller caller, UUID id) {
        var parameters = visibleTo(caller);
        parameters.put("id", id);
        return find("from Appeal e where e.id = :id and (" + VISIBLE + ")", parameters)
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    boolean exists(UUID result, int revision) {
        return count("resultId = ?1 and resultRevision = ?2", result, revision) > 0;
    }
}
