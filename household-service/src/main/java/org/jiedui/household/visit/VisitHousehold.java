package org.jiedui.household.visit;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.util.UUID;

/** That a visit was to a household. */
@Entity
class VisitHousehold {
    @Embeddable
    record Key(UUID householdId, UUID visitId) implements Serializable {}

    @EmbeddedId
    private Key key;

    protected VisitHousehold() {}

    VisitHousehold(UUID householdId, UUID visitId) {
        this.key = new Key(householdId, visitId);
    }
}
