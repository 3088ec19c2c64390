package org.jiedui.household.quality.api;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who mends it, by when. */
@Schema(name = "AssignFinding", examples = "{\"office\":\"330523104\",\"due\":\"2026-12-31\"}")
public record AssignFindingRequest(
        @Schema(description = "division that holds the village; absent: as it is")
        @Pattern(
                regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}",
                message = "FORMAT|应为 2、4、6、9 或 12 位区划代码|Must be a division code")
        String office,

        @Schema(description = "account; absent: anybody of the office") @Size(min = 1, max = 64)
        String account,

        @Schema(description = "absent: as it is") LocalDate due) {}
