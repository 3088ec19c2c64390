package org.jiedui.household.risk.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The publicity; shorter than configured is lengthened. */
@Schema(name = "PubliciseRiskCase", examples = "{\"days\":5,\"place\":\"村务公开栏\"}")
public record PubliciseRequest(
        @Min(0) @Max(60) Integer days, @Size(max = 200) String place) {}
