package org.jiedui.household.registration;

import java.util.List;
import java.util.UUID;

/**
 * Inside this service: the files of households were anonymised. Fired in the transaction of each chunk, so that each
 * feature removes the free text of its own records of them, set-based.
 */
public record HouseholdsAnonymised(List<UUID> households) {}
