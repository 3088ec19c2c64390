package org.jiedui.notification.audience;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The few properties of foreign events that this service reads; everything else stays in the stored data. All may be
 * absent, because one record serves all types.
 */
public record EventData(
        UUID householdId,
        String kind,
        List<UUID> householdIds,
        UUID helperId,
        String account,
        String visitorAccount,
        String askedBy,
        String handlerAccount,
        String writtenBy,
        String state,
        String fromRegion,
        String mergedRegion,
        String newRegion,
        String restoredRegion,
        String assigneeRole,
        String urgency,
        UUID pairingId,
        List<UUID> pairingIds,
        Helper helper,
        Helped helped,
        String helperAccount,
        String helpedAccount,
        String helpedKind,
        UUID cycleId,
        String holderKind,
        UUID holderId,
        UUID teamId,
        String leaderAccount,
        List<String> memberAccounts,
        Long version) {
    /** Helping side of a pairing. */
    public record Helper(UUID id, String account) {}

    /** Helped side of a pairing. */
    public record Helped(String kind, UUID id, String account) {}

    /** The person whom it concerns: whoever has to do or to know something. */
    public String concerned() {
        if (askedBy != null) {
            return "ANSWERED".equals(state) ? askedBy : visitorAccount;
        }
        return Stream.of(account, handlerAccount, writtenBy)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The person who did it; nobody where somebody is asked about it. */
    public String actor() {
        return askedBy == null ? visitorAccount : null;
    }

    /** The village on the other side of a move, split or merge, or null. */
    public String otherRegion() {
        return Stream.of(fromRegion, mergedRegion, newRegion, restoredRegion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Accounts of both sides, or of the members of a team, where the event itself names them. */
    public List<String> sides() {
        return memberAccounts != null
                ? memberAccounts
                : Stream.of(helperAccount, helpedAccount)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** Whether a household is helped in the pairing that it is about. */
    public boolean aboutHousehold() {
        return "HOUSEHOLD".equals(helped == null ? helpedKind : helped.kind());
    }

    /** All households that it is about. */
    public List<UUID> households() {
        if (householdIds != null) {
            return householdIds;
        }
        return householdId == null ? List.of() : List.of(householdId);
    }
}
