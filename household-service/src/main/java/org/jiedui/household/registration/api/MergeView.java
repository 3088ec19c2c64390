package org.jiedui.household.registration.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdMerge;

/** A merge of duplicates. */
@Schema(name = "DuplicateMerge")
public record MergeView(
        UUID id,
        UUID survivingId,
        UUID duplicateId,
        String reason,
        Instant mergedAt,
        String mergedBy,
        Instant undoneAt,
        String undoneBy,

        @Schema(description = "the surviving household; absent in lists")
        HouseholdView household) {
    static MergeView of(HouseholdMerge merge, Household household) {
        return new MergeView(
                merge.id(),
                merge.survivingId(),
                merge.duplicateId(),
                merge.reason(),
                merge.mergedAt(),
                merge.mergedBy(),
                merge.undoneAt(),
                merge.undoneBy(),
                household == null ? null : HouseholdView.of(household));
    }
}
