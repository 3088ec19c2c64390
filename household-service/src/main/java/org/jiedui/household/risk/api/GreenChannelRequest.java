package org.jiedui.household.risk.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.risk.Risk;

/** Help first, files later: in which category, and why it cannot wait. */
@Schema(
        name = "OpenGreenChannel",
        examples =
                "{\"category\":\"SUDDEN_HARDSHIP\",\"risks\":[\"NATURAL_DISASTER\",\"HOUSING\"],\"reason\":\"房屋被洪水冲毁，先安置\"}")
public record GreenChannelRequest(
        @NotNull MonitoredCategory category,
        @NotEmpty @Size(max = 5) List<@NotNull Risk> risks,
        @NotBlank @Size(max = 1000) String reason) {}
