package org.jiedui.household.risk.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.risk.DisasterKind;
import org.jiedui.household.risk.FoundRisks;
import org.jiedui.household.risk.Risk;

/** Help first, files later: in which category, and why it cannot wait. */
@Schema(
        name = "OpenGreenChannel",
        examples =
                "{\"category\":\"SUDDEN_HARDSHIP\",\"risks\":[\"NATURAL_DISASTER\",\"HOUSING\"],\"disasterKind\":\"FLOOD\",\"reason\":\"房屋被洪水冲毁，先安置\"}")
public record GreenChannelRequest(
        @NotNull MonitoredCategory category,
        @NotEmpty @Size(max = 5) List<@NotNull Risk> risks,

        @Schema(description = "required with NATURAL_DISASTER, and only then")
        DisasterKind disasterKind,

        @NotBlank @Size(max = 1000) String reason) {
    @AssertTrue(message = "DISASTER_KIND|“因自然灾害”须填写灾害类型，其他风险不填|With NATURAL_DISASTER, and only then, its kind")
    @Schema(hidden = true)
    boolean isDisasterNamed() {
        return risks == null || risks.contains(Risk.NATURAL_DISASTER) == (disasterKind != null);
    }

    FoundRisks found() {
        return new FoundRisks(risks, disasterKind);
    }
}
