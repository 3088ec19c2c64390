package org.jiedui.household.registration;

import java.util.List;
import java.util.UUID;

/**
 * Inside this service: whole households of a village, with all their rows, got the village's new code. Fired in the
 * transaction of the move, so that features whose records are not read by their village tell of them themselves.
 */
public record HouseholdsMoved(List<UUID> households, String from, String into) {}
