package org.jiedui.household.registration;

import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;

/**
 * Inside this service: many households were written at once, set-based. Fired in the transaction that wrote them, after
 * their rows, so that rules which look at households act on them in the same one.
 *
 * @param registered those of them that the transaction has registered, as they are in memory: with their members, and with
 *     nothing yet that others keep about them
 */
public record HouseholdsTouched(Caller caller, List<UUID> households, List<Household> registered) {
    /** Households that were there before. */
    public HouseholdsTouched(Caller caller, List<UUID> households) {
        this(caller, households, List.of());
    }
}
