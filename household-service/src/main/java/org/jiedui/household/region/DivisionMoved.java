package org.jiedui.household.region;

import org.jiedui.chassis.security.Caller;

/**
 * Inside this service: a division became exactly one other. Fired in a transaction of its own before the households of its
 * villages move, so that each feature takes along what belongs to the division itself; maybe fired again when the job was
 * killed.
 */
public record DivisionMoved(Caller caller, String from, String into) {}
