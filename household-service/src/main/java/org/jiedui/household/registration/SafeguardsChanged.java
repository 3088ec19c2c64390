package org.jiedui.household.registration;

import java.util.UUID;
import org.jiedui.chassis.security.Caller;

/**
 * Inside this service: the safeguards of a household became others than by a check, by an import or a merge. Fired in the
 * transaction of the change, so that each flag gets its day.
 *
 * @param reason why, or null
 */
public record SafeguardsChanged(Caller caller, UUID household, Safeguards before, Safeguards after, String reason) {}
