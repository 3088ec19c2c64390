package org.jiedui.household.visit.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.IntakeChannel;
import org.jiedui.household.request.OpenRequest;
import org.jiedui.household.request.RequestCategory;
import org.jiedui.household.request.RequestKind;
import org.jiedui.household.request.Urgency;
import org.jiedui.household.visit.RecordVisit;
import org.jiedui.household.visit.VisitManner;

/** A visit: day, manner, reached or not, in words; and what was found. */
@Schema(
        name = "RecordVisit",
        examples =
                "{\"day\":\"2026-04-18\",\"manner\":\"HOME\",\"reached\":true,\"content\":\"孩子已返校,谈了来料加工的打算\",\"problems\":[{\"category\":\"EMPLOYMENT\",\"urgency\":\"NORMAL\",\"content\":\"希望在镇上找到工作\"}]}")
public record RecordVisitRequest(
        @NotNull LocalDate day,
        @NotNull VisitManner manner,
        @NotNull Boolean reached,
        @NotBlank @Size(max = 2000) String content,

        @Schema(description = "further households visited at once") @Size(max = 100)
        List<@NotNull UUID> otherHouseholds,

        @Size(max = 20) List<@NotNull @Valid Problem> problems) {
    /** A problem found; becomes a request of the household in the path. */
    @Schema(name = "VisitProblem")
    public record Problem(
            @NotNull RequestCategory category,
            Urgency urgency,
            @NotBlank @Size(max = 2000) String content) {
        OpenRequest toCommand(UUID householdId) {
            return new OpenRequest(
                    householdId,
                    null,
                    RequestKind.HELP,
                    category,
                    urgency == null ? Urgency.NORMAL : urgency,
                    IntakeChannel.VISIT,
                    content,
                    null);
        }
    }

    RecordVisit toCommand(UUID householdId) {
        var all = Stream.concat(
                        Stream.of(householdId), otherHouseholds == null ? Stream.of() : otherHouseholds.stream())
                .toList();
        return new RecordVisit(
                all,
                day,
                manner,
                reached,
                content,
                problems == null
                        ? List.of()
                        : problems.stream().map(p -> p.toCommand(householdId)).toList());
    }
}
