package org.jiedui.household.registration.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.DuplicateGround;

/** Two households side by side. */
@Schema(name = "HouseholdComparison")
public record ComparisonView(
        HouseholdView first,
        HouseholdView second,
        List<DuplicateGround> grounds,

        @Schema(description = "properties in which they differ, members apart")
        List<String> differences) {}
