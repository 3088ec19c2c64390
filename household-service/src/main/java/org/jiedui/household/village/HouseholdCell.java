package org.jiedui.household.village;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** The grid cell of a household; it counts only as long as the household is in that village. */
@Entity
class HouseholdCell {
    @Id
    private UUID householdId;

    private String village;
    private String cell;

    protected HouseholdCell() {}

    String village() {
        return village;
    }

    String cell() {
        return cell;
    }
}
