package org.jiedui.notification.intake;

import java.util.List;
import java.util.UUID;

/**
 * The few properties of foreign events that this service reads; everything else stays in the stored data. All may be
 * absent, because one record serves all types.
 */
public record EventData(
        UUID householdId,
        List<UUID> householdIds,
        UUID helperId,
        String account,
        String visitorAccount,
        String assigneeRole,
        String urgency,
        UUID pairingId,
        List<UUID> pairingIds,
        Helper helper,
        Helped helped,
        Long version) {
    /** Helping side of a pairing. */
    public record Helper(UUID id, String account) {}

    /** Helped side of a pairing. */
    public record Helped(String kind, UUID id, String account, String region) {}

    List<UUID> households() {
        if (householdIds != null) {
            return householdIds;
        }
        return householdId == null ? List.of() : List.of(householdId);
    }
}
