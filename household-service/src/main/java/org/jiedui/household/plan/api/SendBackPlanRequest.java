package org.jiedui.household.plan.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a plan is sent back. */
@Schema(name = "SendBackPlan", examples = "{\"reason\":\"第二个目标缺少产业措施\"}")
public record SendBackPlanRequest(
        @NotBlank @Size(max = 1000) String reason) {}
