package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.household.registration.Departure;

/** Why and when a member died or left. */
@Schema(
        name = "DepartMember",
        examples =
                "{\"reason\":\"DIED\",\"on\":\"2026-03-01\",\"newHead\":{\"memberId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e12\",\"relations\":[{\"memberId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e13\",\"relation\":\"SON\"}]}}")
public record DepartRequest(
        @Schema(description = "DIED, MOVED_OUT, MARRIED_OUT, OTHER") @NotNull
        Departure reason,

        @NotNull LocalDate on,

        @Schema(description = "when the head goes and others stay") @Valid
        NewHeadRequest newHead,

        @Size(max = 500) String note) {
    Departure reported() {
        if (!reason.isReported()) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(
                    new Violation("/reason", "NOT_REPORTED", "此原因只随分户、并户产生", "Follows from splits and merges only")));
        }
        return reason;
    }
}
