package org.jiedui.household.plan.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a goal. */
@Schema(name = "GoalResult", examples = "{\"reachedOn\":\"2026-08-30\",\"result\":\"孩子已返校\"}")
public record GoalResultRequest(
        @Schema(description = "absent: not reached") LocalDate reachedOn,
        @NotBlank @Size(max = 500) String result) {}
