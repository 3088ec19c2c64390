package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.household.registration.Arrival;

/** Who came, how and when. */
@Schema(
        name = "JoinHousehold",
        examples =
                "{\"how\":\"BORN\",\"on\":\"2026-03-01\",\"member\":{\"name\":\"张小宝\",\"relation\":\"SON\",\"birthDate\":\"2026-03-01\",\"sex\":\"MALE\",\"labour\":\"NONE\",\"schooling\":\"NOT_AT_SCHOOL\"}}")
public record JoinRequest(
        @Schema(description = "BORN, MARRIED_IN, MOVED_IN, ADOPTED, RETURNED") @NotNull
        Arrival how,

        @NotNull LocalDate on,
        @NotNull @Valid MemberRequest member,
        @Size(max = 500) String reason) {
    Arrival reported() {
        if (!how.isReported()) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                    "/how", "NOT_REPORTED", "此方式只随分户、并户、补录产生", "Follows from splits, merges and corrections only")));
        }
        return how;
    }

    @Override
    public String toString() {
        return "JoinRequest";
    }
}
