package org.jiedui.evaluation.honour;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;

/** Honours: held up to others, so everybody who is logged in sees them. */
@ApplicationScoped
public class HonourRepository implements PanacheRepositoryBase<Honour, UUID> {
    /** The honour, or {@code NOT_FOUND}. */
    public Honour require(UUID id) {
        return findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    boolean exists(RecordHonour command) {
        return count(
                        "holderId = ?1 and kind = ?2 and wonOn = ?3 and title = ?4",
                        command.holder(),
                        command.kind(),
                        command.wonOn(),
                        command.title())
                > 0;
    }

    /** Whether this growth of the mentee is recorded, held or revoked. */
    boolean grown(UUID mentee, HonourKind kind) {
        return count("holderId = ?1 and kind = ?2", mentee, kind) > 0;
    }
}
