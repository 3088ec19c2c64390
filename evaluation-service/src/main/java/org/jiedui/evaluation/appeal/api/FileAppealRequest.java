package org.jiedui.evaluation.appeal.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Against which result, and why. */
@Schema(example = "{\"resultId\":\"019ab000-4444-7000-8000-000000000001\",\"grounds\":\"走访次数漏记\"}")
public record FileAppealRequest(
        @NotNull UUID resultId, @NotBlank @Size(max = 2000) String grounds) {
    @Override
    public String toString() {
        return "appeal against " + resultId;
    }
}
