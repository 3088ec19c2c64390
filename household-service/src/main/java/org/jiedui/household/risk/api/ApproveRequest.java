package org.jiedui.household.risk.api;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.risk.Risk;

/** The county's approval: category and risks, at most five. */
@Schema(
        name = "ApproveRiskCase",
        examples = "{\"category\":\"MARGINAL\",\"risks\":[\"SCHOOLING\",\"UNSTABLE_WORK\"],\"note\":\"同意纳入监测\"}")
public record ApproveRequest(
        @NotNull MonitoredCategory category,
        @NotEmpty @Size(max = 5) List<@NotNull Risk> risks,
        @Size(max = 1000) String note) {}
