package org.jiedui.household.registration;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/** That a change of divisions moved a household from one village code to another. */
@Entity
public class HouseholdMove {
    /** Which. */
    @Embeddable
    public record Key(UUID householdId, LocalDate movedOn, String fromVillage) implements Serializable {}

    @EmbeddedId
    private Key key;

    private String toVillage;
    private UUID changeId;

    protected HouseholdMove() {}

    /** The village after the change. */
    public String toVillage() {
        return toVillage;
    }

    /** The change of divisions. */
    public UUID changeId() {
        return changeId;
    }
}
