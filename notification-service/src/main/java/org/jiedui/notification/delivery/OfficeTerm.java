package org.jiedui.notification.delivery;

import java.time.Instant;

/** How long an office of an address counts without a token that confirms it. */
public interface OfficeTerm {
    /** Offices that were not confirmed later than that are held no more. */
    Instant confirmedAfter();
}
