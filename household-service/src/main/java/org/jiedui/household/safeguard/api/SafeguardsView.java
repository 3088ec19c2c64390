package org.jiedui.household.safeguard.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.safeguard.SafeguardEntry;
import org.jiedui.household.safeguard.SafeguardKind;

/** The safeguards of a household with their days. */
@Schema(name = "SafeguardStates")
public record SafeguardsView(
        UUID householdId, LocalDate checkedOn, int childrenOutOfSchool, List<Flag> flags, List<Entry> history) {
    /** One safeguard as it is now. */
    @Schema(name = "SafeguardFlag")
    public record Flag(
            SafeguardKind safeguard,
            Safeguard state,

            @Schema(description = "since when; of what was never changed the day of the check or of the registration")
            LocalDate since) {}

    /** One change. */
    @Schema(name = "SafeguardEntry")
    public record Entry(
            SafeguardKind safeguard,
            Safeguard state,
            LocalDate since,
            LocalDate checkedOn,
            String reason,
            Instant recordedAt,
            String recordedBy) {}

    static SafeguardsView of(Household household, List<SafeguardEntry> history, ZoneId zone) {
        var now = household.safeguards();
        var first = now.safeguardsCheckedOn() != null && history.isEmpty()
                ? now.safeguardsCheckedOn()
                : household.createdAt().atZone(zone).toLocalDate();
        return new SafeguardsView(
                household.id(),
                now.safeguardsCheckedOn(),
                household.childrenOutOfSchool(),
                Arrays.stream(SafeguardKind.values())
                        .map(kind -> new Flag(
                                kind,
                                kind.of(now),
                                history.stream()
                                        .filter(entry -> entry.safeguard() == kind)
                                        .map(SafeguardEntry::since)
                                        .reduce((older, newer) -> newer)
                                        .orElse(first)))
                        .toList(),
                history.stream()
                        .map(entry -> new Entry(
                                entry.safeguard(),
                                entry.state(),
                                entry.since(),
                                entry.checkedOn(),
                                entry.reason(),
                                entry.recordedAt(),
                                entry.recordedBy()))
                        .toList());
    }
}
