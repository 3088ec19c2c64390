package org.jiedui.household.risk.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a case is rejected. */
@Schema(name = "RejectRiskCase", examples = "{\"reason\":\"家庭有稳定收入\"}")
public record RejectRequest(@NotBlank @Size(max = 1000) String reason) {}
