package org.jiedui.pairing.pairing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Objections by pairing. */
@ApplicationScoped
public class ObjectionRepository implements PanacheRepositoryBase<Objection, UUID> {
    /** All objections against a pairing, oldest first. */
    public List<Objection> against(UUID pairingId) {
        return list("pairingId = ?1 order by id", pairingId);
    }

    /** Whether one of this account waits for an answer. */
    boolean waiting(UUID pairingId, String account) {
        return count("pairingId = ?1 and raisedBy = ?2 and answeredAt is null", pairingId, account) > 0;
    }

    /** One of them. */
    public Optional<Objection> one(UUID pairingId, UUID id) {
        return find("pairingId = ?1 and id = ?2", pairingId, id).firstResultOptional();
    }
}
