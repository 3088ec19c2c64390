package org.jiedui.pairing.pairing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;

/** Change requests: an office's region, or those of one pairing. */
@ApplicationScoped
public class ChangeRequestRepository implements PanacheRepositoryBase<ChangeRequest, UUID> {
    /** Those of the caller's region as the beginning of a list. */
    public KeysetQuery<ChangeRequest> visible(Caller caller) {
        return new KeysetQuery<>("change-requests", ChangeRequest.class, ChangeRequest::id)
                .where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()));
    }

    /** Those of a pairing that the caller was found to see, as the beginning of a list. */
    public KeysetQuery<ChangeRequest> of(UUID pairingId) {
        return new KeysetQuery<>("pairing-change-requests", ChangeRequest.class, ChangeRequest::id)
                .where("e.pairingId = :pairing", Map.of("pairing", pairingId));
    }

    /** One of a pairing. */
    public Optional<ChangeRequest> one(UUID pairingId, UUID id) {
        return find("id = ?1 and pairingId = ?2", id, pairingId).firstResultOptional();
    }
}
