package org.jiedui.household.region.api;

import java.time.LocalDate;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.region.BoundaryCoverage;

/** What a division of a past day covers in today's codes. */
@Schema(
        name = "RegionBoundaries",
        examples =
                "{\"region\":\"330523104\",\"on\":\"2025-06-30\",\"redrawn\":true,\"prefixes\":[\"330523104\"],\"without\":[\"330523104301\"],\"parts\":[]}")
public record BoundaryView(
        String region,
        LocalDate on,

        @Schema(description = "false: nothing changed since, the code is the answer")
        boolean redrawn,

        @Schema(description = "present codes that it covered")
        Set<String> prefixes,

        @Schema(description = "villages below these codes that did not belong to it")
        Set<String> without,

        @Schema(description = "villages of which a part belonged to it; counts know the households that moved")
        Set<String> parts) {
    static BoundaryView of(BoundaryCoverage coverage) {
        return new BoundaryView(
                coverage.region(),
                coverage.day(),
                coverage.redrawn(),
                coverage.prefixes(),
                coverage.without(),
                coverage.parts());
    }
}
