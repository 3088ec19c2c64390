package org.jiedui.household.risk.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.risk.EliminationManner;

/** How the risk was eliminated, and what was found at the last visit. */
@Schema(name = "EliminateRiskCase", examples = "{\"manner\":\"ASSISTED\",\"findings\":\"孩子复学，户主稳定就业\"}")
public record EliminateRequest(
        @NotNull EliminationManner manner,
        @NotBlank @Size(max = 1000) String findings) {}
