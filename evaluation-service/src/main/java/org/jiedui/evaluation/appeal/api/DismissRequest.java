package org.jiedui.evaluation.appeal.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why the result stands. */
@Schema(example = "{\"reason\":\"复核无误\"}")
public record DismissRequest(@NotBlank @Size(max = 1000) String reason) {
    @Override
    public String toString() {
        return "dismissal";
    }
}
