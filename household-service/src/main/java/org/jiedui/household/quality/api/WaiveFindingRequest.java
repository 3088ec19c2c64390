package org.jiedui.household.quality.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why nothing is done about a finding, and until when. */
@Schema(name = "WaiveFinding", examples = "{\"reason\":\"户主与配偶为同名兄弟的登记更正中\",\"until\":\"2027-03-31\"}")
public record WaiveFindingRequest(
        @Schema(description = "without personal data") @NotBlank @Size(max = 500)
        String reason,

        @Schema(description = "last day") @NotNull LocalDate until) {}
