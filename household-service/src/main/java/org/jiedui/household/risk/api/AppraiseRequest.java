package org.jiedui.household.risk.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Result of the democratic appraisal. */
@Schema(name = "AppraiseRiskCase", examples = "{\"result\":\"应到 25 人，实到 22 人，20 人同意\"}")
public record AppraiseRequest(@NotBlank @Size(max = 1000) String result) {}
