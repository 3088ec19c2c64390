package org.jiedui.household.visit.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.RequestCategory;
import org.jiedui.household.request.Urgency;
import org.jiedui.household.visit.VisitManner;

/** What is known of a visit so far; everything may still be missing. */
@Schema(
        name = "VisitDraftBody",
        examples = "{\"householdIds\":[\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\"],\"day\":\"2026-04-18\"}")
public record VisitDraftRequest(
        @Size(max = 100) List<@NotNull UUID> householdIds,
        LocalDate day,
        VisitManner manner,
        Boolean reached,
        @Size(max = 2000) String content,
        @Size(max = 20) List<@NotNull Problem> problems) {
    /** A problem found so far. */
    @Schema(name = "VisitDraftProblem")
    public record Problem(
            UUID householdId,
            RequestCategory category,
            Urgency urgency,
            @Size(max = 2000) String content) {}
}
