package org.jiedui.evaluation.cycle.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Until when and why; kept in the history of the cycle. */
@Schema(example = "{\"due\":\"2027-01-25\",\"reason\":\"大雪封路，延期收集\"}")
public record ReopenRequest(
        @NotNull LocalDate due, @NotBlank @Size(max = 500) String reason) {}
