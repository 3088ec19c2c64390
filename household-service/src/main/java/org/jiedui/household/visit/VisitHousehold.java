package org.jiedui.household.visit;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/** That a visit was to a household; with what coverage asks for. */
@Entity
class VisitHousehold {
    @Embeddable
    record Key(UUID householdId, UUID visitId) implements Serializable {}

    @EmbeddedId
    private Key key;

    private String region;
    private LocalDate day;

    /** Somebody of it was met in person. */
    private boolean reached;

    protected VisitHousehold() {}

    VisitHousehold(UUID householdId, String region, Visit visit) {
        this.key = new Key(householdId, visit.id());
        this.region = region;
        this.day = visit.day();
        this.reached = visit.reached() && visit.manner().inPerson();
    }
}
