package org.jiedui.household.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;

/** A pairing of a household, whether its helper has an account or not. Projection of pairing events. */
@Entity
public class HouseholdPairing {
    @Id
    private UUID pairingId;

    private UUID householdId;
    private UUID helperId;
    private boolean mainHelper;
    private LocalDate validFrom;
    private LocalDate termTo;
    private LocalDate endedOn;

    protected HouseholdPairing() {}

    HouseholdPairing(
            UUID pairingId, UUID householdId, UUID helperId, boolean mainHelper, LocalDate from, LocalDate termTo) {
        this.pairingId = pairingId;
        open(householdId, helperId, mainHelper, from, termTo);
    }

    final void open(UUID household, UUID helper, boolean main, LocalDate from, LocalDate to) {
        householdId = household;
        helperId = helper;
        mainHelper = main;
        validFrom = from;
        termTo = to;
        endedOn = null;
    }

    void end(LocalDate lastDay) {
        if (endedOn == null || lastDay.isBefore(endedOn)) {
            endedOn = lastDay;
        }
    }
}
