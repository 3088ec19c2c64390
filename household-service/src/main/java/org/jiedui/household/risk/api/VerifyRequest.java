package org.jiedui.household.risk.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who visited, at least two, and what they found. */
@Schema(name = "VerifyRiskCase", examples = "{\"visitors\":[\"王村长\",\"李会计\"],\"findings\":\"情况属实\"}")
public record VerifyRequest(
        @NotNull @Size(min = 2, max = 10) List<@NotBlank @Size(max = 60) String> visitors,
        @NotBlank @Size(max = 1000) String findings) {
    @AssertTrue(message = "TWO_VISITORS|走访人须为两名以上不同人员|At least two different people visit")
    @Schema(hidden = true)
    boolean isByTwo() {
        return visitors == null
                || visitors.size() < 2
                || visitors.stream()
                                .filter(java.util.Objects::nonNull)
                                .map(String::strip)
                                .distinct()
                                .count()
                        >= 2;
    }
}
