package org.jiedui.household.registration.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.LifeEvent;
import org.jiedui.household.registration.LifeEventKind;

/** Something that happened to a household on a day. */
@Schema(name = "HouseholdLifeEvent")
public record LifeEventView(
        UUID id,
        LifeEventKind kind,

        @Schema(description = "it holds from the end of this day")
        LocalDate effectiveOn,

        List<UUID> members,

        @Schema(description = "the other household of a split or merge")
        UUID otherHouseholdId,

        String fromRegion,
        String toRegion,
        String reason,
        Instant recordedAt,
        String recordedBy) {
    static LifeEventView of(LifeEvent event) {
        return new LifeEventView(
                event.id(),
                event.kind(),
                event.effectiveOn(),
                event.members(),
                event.otherHouseholdId(),
                event.fromRegion(),
                event.toRegion(),
                event.reason(),
                event.recordedAt(),
                event.recordedBy());
    }
}
