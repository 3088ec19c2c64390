package org.jiedui.household.registration.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** After how many months something is forgotten. */
@Schema(name = "SetRetentionRule", examples = "{\"months\":120,\"source\":\"浙档发〔2025〕3号\"}")
public record RetentionRuleRequest(
        @NotNull
        @Min(value = 1, message = "OUT_OF_RANGE|应在 1 与 1200 之间|Must be between 1 and 1200")
        @Max(value = 1200, message = "OUT_OF_RANGE|应在 1 与 1200 之间|Must be between 1 and 1200")
        Integer months,

        @NotBlank @Size(max = 300) String source) {}
