package org.jiedui.household.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.ZoneOffset;
import java.util.List;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.registration.HouseholdsAnonymised;

/**
 * The files of a household and its records go when it is anonymised: in the transaction of the chunk nobody sees them any
 * more, their bytes follow as those of deleted files do. Files of a visit to several households go with the last of them.
 */
@ApplicationScoped
public class AttachmentFollowing {
    private static final List<String> OF_THEM = List.of(
            "a.owner_kind = 'HOUSEHOLD' AND a.owner_id IN (:households)",
            "a.owner_kind = 'RISK_CASE' AND a.owner_id IN (SELECT id FROM risk_case WHERE household_id IN (:households))",
            "a.owner_kind = 'REQUEST' AND a.owner_id IN (SELECT id FROM request WHERE household_id IN (:households))",
            "a.owner_kind = 'MEASURE' AND a.owner_id IN (SELECT id FROM measure WHERE household_id IN (:households))",
            "a.owner_kind = 'VISIT' AND a.owner_id IN (SELECT visit_id FROM visit_household WHERE household_id IN"
                    + " (:households)) AND NOT EXISTS (SELECT 1 FROM visit_household o JOIN household h ON h.id ="
                    + " o.household_id WHERE o.visit_id = a.owner_id AND h.anonymised_at IS NULL)");

    private final EntityManager entities;
    private final TimeSource time;

    AttachmentFollowing(EntityManager entities, TimeSource time) {
        this.entities = entities;
        this.time = time;
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        for (var condition : OF_THEM) {
            entities.createNativeQuery(
                            "UPDATE attachment a SET a.state = 'DELETED', a.file_name = '', a.changed_at = :now,"
                                    + " a.version = a.version + 1 WHERE a.state <> 'DELETED' AND " + condition)
                    .setParameter("now", time.now().atOffset(ZoneOffset.UTC).toLocalDateTime())
                    .setParameter("households", anonymised.households())
                    .executeUpdate();
        }
    }
}
