package org.jiedui.household.region.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.region.RegionChange;
import org.jiedui.household.region.RegionChangeKind;
import org.jiedui.household.region.RegionSuccession;

/** A recorded change. */
@Schema(name = "RegionChange")
public record RegionChangeView(
        UUID id,
        RegionChangeKind kind,
        String region,
        LocalDate effectiveOn,
        String source,
        String recordedBy,
        Instant recordedAt,

        @Schema(description = "those carried along included; in lists the first 50")
        List<Succession> successions,

        @Schema(description = "address of the job that moves the households; null when none move by themselves")
        String moves) {
    /** One division became another. */
    @Schema(name = "RegionSuccession")
    public record Succession(String from, String formerName, String into) {
        static Succession of(RegionSuccession succession) {
            return new Succession(succession.predecessor(), succession.formerName(), succession.successor());
        }
    }

    static RegionChangeView of(RegionChange change, List<RegionSuccession> successions) {
        return new RegionChangeView(
                change.id(),
                change.kind(),
                change.region(),
                change.effectiveOn(),
                change.source(),
                change.recordedBy(),
                change.recordedAt(),
                successions.stream().map(Succession::of).toList(),
                change.moveJob() == null ? null : "/api/v1/regions/changes/" + change.id() + "/moves");
    }
}
