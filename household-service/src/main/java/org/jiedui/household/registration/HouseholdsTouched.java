package org.jiedui.household.registration;

import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;

/**
 * Inside this service: many households were written set-based. Fired in the transaction of the change, after their rows
 * are written, so that rules which look at households act in the same one.
 */
public record HouseholdsTouched(Caller caller, List<UUID> households) {}
