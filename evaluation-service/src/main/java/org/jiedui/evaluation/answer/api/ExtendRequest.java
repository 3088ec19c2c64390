package org.jiedui.evaluation.answer.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A later last day for one task, and why; kept in the history of the task. */
@Schema(example = "{\"due\":\"2027-01-20\",\"reason\":\"住院\"}")
public record ExtendRequest(
        @NotNull LocalDate due, @NotBlank @Size(max = 500) String reason) {}
