package org.jiedui.household.visit.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.Request;
import org.jiedui.household.visit.Visit;
import org.jiedui.household.visit.VisitManner;
import org.jiedui.household.visit.VisitRecording;

/** A visit as the API shows it. */
@Schema(name = "Visit")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VisitView(
        UUID id,
        String region,
        String visitorAccount,
        LocalDate day,
        VisitManner manner,
        boolean reached,
        String content,

        @Schema(description = "those that the caller may see; not in the list of a household")
        List<UUID> householdIds,

        @Schema(description = "only in the answer to POST") List<UUID> requestIds,
        Instant createdAt) {
    static VisitView of(Visit visit) {
        return of(visit, null, null);
    }

    static VisitView of(VisitRecording.Recorded recorded) {
        return of(
                recorded.visit(),
                recorded.households(),
                recorded.requests().stream().map(Request::id).toList());
    }

    static VisitView of(Visit visit, List<UUID> households, List<UUID> requests) {
        return new VisitView(
                visit.id(),
                visit.region(),
                visit.visitorAccount(),
                visit.day(),
                visit.manner(),
                visit.reached(),
                visit.content(),
                households,
                requests,
                visit.createdAt());
    }
}
