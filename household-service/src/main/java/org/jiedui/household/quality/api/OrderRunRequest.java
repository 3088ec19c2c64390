package org.jiedui.household.quality.api;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be checked. */
@Schema(name = "OrderQualityRun", examples = "{\"region\":\"330523\"}")
public record OrderRunRequest(
        @Schema(description = "division code; absent: the caller's region")
        @Pattern(
                regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}",
                message = "FORMAT|应为 2、4、6、9 或 12 位区划代码|Must be a division code")
        String region) {}
