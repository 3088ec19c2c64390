package org.jiedui.household.visit.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.IntakeChannel;
import org.jiedui.household.request.OpenRequest;
import org.jiedui.household.request.RequestCategory;
import org.jiedui.household.request.RequestKind;
import org.jiedui.household.request.Urgency;
import org.jiedui.household.visit.RecordVisit;
import org.jiedui.household.visit.VisitManner;

/** A visit of one or more households; five fields are required. */
@Schema(
        name = "NoteVisit",
        examples =
                "{\"householdIds\":[\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\"],\"day\":\"2026-04-18\",\"manner\":\"HOME\",\"reached\":true,\"content\":\"孩子已返校\",\"problems\":[{\"category\":\"EMPLOYMENT\",\"content\":\"希望在镇上找到工作\"}]}")
public record NoteVisitRequest(
        @NotEmpty @Size(max = 100) List<@NotNull UUID> householdIds,
        @NotNull LocalDate day,
        @NotNull VisitManner manner,
        @NotNull Boolean reached,
        @NotBlank @Size(max = 2000) String content,
        @Size(max = 20) List<@NotNull @Valid Problem> problems) {
    /** A problem found; becomes a request of its household, by default of the first one. */
    @Schema(name = "NoteVisitProblem")
    public record Problem(
            UUID householdId,
            @NotNull RequestCategory category,
            Urgency urgency,
            @NotBlank @Size(max = 2000) String content) {}

    @AssertTrue(message = "NOT_VISITED|问题所属农户不在本次走访中|A problem's household is not among those visited")
    @Schema(hidden = true)
    boolean isOfVisited() {
        return householdIds == null
                || problems == null
                || problems.stream()
                        .allMatch(p -> p == null || p.householdId() == null || householdIds.contains(p.householdId()));
    }

    RecordVisit toCommand() {
        return new RecordVisit(
                householdIds,
                day,
                manner,
                reached,
                content,
                problems == null
                        ? List.of()
                        : problems.stream()
                                .map(p -> new OpenRequest(
                                        p.householdId() == null ? householdIds.get(0) : p.householdId(),
                                        null,
                                        RequestKind.HELP,
                                        p.category(),
                                        p.urgency() == null ? Urgency.NORMAL : p.urgency(),
                                        IntakeChannel.VISIT,
                                        p.content(),
                                        null))
                                .toList());
    }
}
