package org.jiedui.household.risk.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What has to be corrected, and why. */
@Schema(
        name = "SendBackRiskCase",
        examples = "{\"fields\":[\"incomes\",\"members/1/schooling\"],\"reason\":\"收入未含务工\"}")
public record SendBackRequest(
        @NotEmpty @Size(max = 30) List<@NotBlank @Size(max = 100) String> fields,
        @NotBlank @Size(max = 1000) String reason) {}
