package org.jiedui.household.registration;

import org.jiedui.chassis.security.Caller;

/**
 * Inside this service: a whole household moved to another village. Fired in the transaction of the move, so that each
 * feature moves the region of its own records of the household along.
 */
public record HouseholdMoved(Caller caller, Household household, String fromRegion) {}
