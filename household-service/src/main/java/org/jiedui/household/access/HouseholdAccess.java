package org.jiedui.household.access;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/** That a helper's account may see a household, because of a pairing. Projection of pairing events. */
@Entity
public class HouseholdAccess {
    /**
     * A pairing's helper.
     *
     * @param pairingId pairing
     * @param account the helper's account, claim {@code sub}
     */
    @Embeddable
    public record Key(UUID pairingId, String account) implements Serializable {}

    @EmbeddedId
    private Key key;

    private UUID householdId;
    private LocalDate validFrom;
    private LocalDate writableTo;
    private LocalDate validTo;

    protected HouseholdAccess() {}

    HouseholdAccess(Key key, UUID householdId, LocalDate validFrom) {
        this.key = key;
        this.householdId = householdId;
        this.validFrom = validFrom;
    }

    /** The account. */
    public String account() {
        return key.account();
    }

    void reopen(UUID household, LocalDate from) {
        householdId = household;
        validFrom = from;
        writableTo = null;
        validTo = null;
    }

    /** Over after a day, or already earlier. */
    void end(LocalDate lastDay, int readingDays) {
        if (writableTo == null || lastDay.isBefore(writableTo)) {
            writableTo = lastDay;
            validTo = lastDay.plusDays(readingDays);
        }
    }
}
