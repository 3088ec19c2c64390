package org.jiedui.household.risk.api;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The township's review. */
@Schema(name = "ReviewRiskCase", examples = "{\"note\":\"同意上报\"}")
public record ReviewRequest(@Size(max = 1000) String note) {}
