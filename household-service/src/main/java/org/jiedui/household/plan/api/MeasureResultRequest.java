package org.jiedui.household.plan.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Last day and result of a measure. */
@Schema(name = "MeasureResult", examples = "{\"to\":\"2026-07-01\",\"result\":\"已返校并完成九年级\"}")
public record MeasureResultRequest(
        LocalDate to, @NotBlank @Size(max = 500) String result) {}
