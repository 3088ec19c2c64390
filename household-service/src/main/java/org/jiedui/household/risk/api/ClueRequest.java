package org.jiedui.household.risk.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.Urgency;
import org.jiedui.household.risk.RiskOrigin;

/** A clue, noted by hand. */
@Schema(
        name = "OpenRiskCase",
        examples =
                "{\"householdId\":\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\",\"origin\":\"CADRE_INSPECTION\",\"urgency\":\"NORMAL\",\"note\":\"户主住院\"}")
public record ClueRequest(
        @NotNull UUID householdId,
        @NotNull RiskOrigin origin,
        Urgency urgency,
        @Size(max = 1000) String note) {
    @AssertTrue(message = "RULE_ONLY|规则预警由系统登记|The rules note their clues themselves")
    @Schema(hidden = true)
    boolean isByPeople() {
        return origin != RiskOrigin.RULE;
    }
}
