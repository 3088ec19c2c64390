package org.jiedui.evaluation.cycle.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why; kept in the history of the cycle. */
@Schema(example = "{\"reason\":\"评议表有误，另行组织\"}")
public record ReasonRequest(@NotBlank @Size(max = 500) String reason) {}
