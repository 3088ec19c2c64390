package org.jiedui.household.region;

import org.jiedui.chassis.security.Caller;

/**
 * Inside this service: a division became exactly one other. Fired in a transaction of its own before the households of its
 * villages move, so that each feature takes along what belongs to the division itself. The job notes in the same transaction
 * that it was fired: what observers write is written once.
 */
public record DivisionMoved(Caller caller, String from, String into) {}
