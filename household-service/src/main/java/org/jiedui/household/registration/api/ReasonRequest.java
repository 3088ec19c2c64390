package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why. */
@Schema(name = "ReasonInput", examples = "{\"reason\":\"行政诉讼取证\"}")
public record ReasonRequest(@NotBlank @Size(max = 500) String reason) {}
