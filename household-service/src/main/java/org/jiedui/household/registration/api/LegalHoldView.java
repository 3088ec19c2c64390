package org.jiedui.household.registration.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.LegalHold;

/** A legal hold on a household's file. */
@Schema(name = "LegalHold")
public record LegalHoldView(
        UUID id,
        UUID householdId,
        String reason,
        Instant setAt,
        String setBy,
        String liftReason,
        Instant liftedAt,
        String liftedBy,
        long version) {
    static LegalHoldView of(LegalHold hold) {
        return new LegalHoldView(
                hold.id(),
                hold.householdId(),
                hold.reason(),
                hold.setAt(),
                hold.setBy(),
                hold.liftReason(),
                hold.liftedAt(),
                hold.liftedBy(),
                hold.version());
    }
}
