package org.jiedui.household.registration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/** Questions about transitions; only offices see them, those of their region. */
@ApplicationScoped
public class StatusTransitions implements PanacheRepositoryBase<StatusTransition, UUID> {
    /** One transition, or {@code NOT_FOUND}. */
    public StatusTransition require(Caller caller, UUID id) {
        return find("id = ?1 and region like ?2", id, caller.regionPrefix() + "%")
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The caller's transitions, the oldest first; null and empty mean any. */
    public KeysetQuery<StatusTransition> list(
            Caller caller, String regionPattern, UUID householdId, List<TransitionState> states) {
        return new KeysetQuery<>("status-transitions", StatusTransition.class, StatusTransition::id)
                .where("e.region like :visible", java.util.Map.of("visible", caller.regionPrefix() + "%"))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.householdId = :household", "household", householdId)
                .whereIf("e.state in :states", "states", states)
                .sortableBy("region", StatusTransition::region, text -> text);
    }
}
