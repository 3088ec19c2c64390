package org.jiedui.household.registration.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.MonitoredCategory;

/** A proposed type or category; what is absent stays. */
@Schema(
        name = "ProposeStatusTransition",
        examples =
                "{\"toType\":\"LIFTED\",\"effectiveOn\":\"2026-03-01\",\"reason\":\"经核实已稳定脱贫\",\"document\":\"安农发〔2026〕12号\"}")
public record TransitionRequest(
        HouseholdType toType,
        MonitoredCategory toCategory,
        @NotNull LocalDate effectiveOn,
        @NotBlank @Size(max = 500) String reason,
        @NotBlank @Size(max = 200) String document) {
    @AssertTrue(message = "NOTHING_CHANGES|须填写新的类型或类别|Say a new type or category")
    @Schema(hidden = true)
    boolean isChange() {
        return toType != null || toCategory != null;
    }
}
