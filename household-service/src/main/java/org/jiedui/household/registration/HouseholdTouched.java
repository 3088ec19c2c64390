package org.jiedui.household.registration;

import org.jiedui.chassis.security.Caller;

/**
 * Inside this service: a household was registered or changed, and its figures are computed anew. Fired in the
 * transaction of the change, before it is flushed, so that rules which look at the household act in the same one.
 */
public record HouseholdTouched(Household household, Caller caller) {}
