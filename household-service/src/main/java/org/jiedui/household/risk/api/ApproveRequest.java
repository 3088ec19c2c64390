package org.jiedui.household.risk.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.risk.DisasterKind;
import org.jiedui.household.risk.FoundRisks;
import org.jiedui.household.risk.Risk;

/** The county's approval: category and risks, at most five. */
@Schema(
        name = "ApproveRiskCase",
        examples = "{\"category\":\"MARGINAL\",\"risks\":[\"SCHOOLING\",\"UNSTABLE_WORK\"],\"note\":\"同意纳入监测\"}")
public record ApproveRequest(
        @NotNull MonitoredCategory category,
        @NotEmpty @Size(max = 5) List<@NotNull Risk> risks,

        @Schema(description = "required with NATURAL_DISASTER, and only then")
        DisasterKind disasterKind,

        @Schema(description = "required with OTHER") @Size(max = 1000)
        String note) {
    @AssertTrue(message = "DISASTER_KIND|“因自然灾害”须填写灾害类型，其他风险不填|With NATURAL_DISASTER, and only then, its kind")
    @Schema(hidden = true)
    boolean isDisasterNamed() {
        return risks == null || risks.contains(Risk.NATURAL_DISASTER) == (disasterKind != null);
    }

    @AssertTrue(message = "REMARK_MISSING|选择“其他”时须说明|OTHER needs a note")
    @Schema(hidden = true)
    boolean isExplained() {
        return risks == null || !risks.contains(Risk.OTHER) || (note != null && !note.isBlank());
    }

    FoundRisks found() {
        return new FoundRisks(risks, disasterKind);
    }
}
