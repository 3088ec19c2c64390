package org.jiedui.household.plan.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a measure is taken back. */
@Schema(name = "CancelMeasure", examples = "{\"reason\":\"补贴未发放\"}")
public record CancelMeasureRequest(
        @NotBlank @Size(max = 500) String reason) {}
