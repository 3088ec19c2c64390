package org.jiedui.evaluation.appeal.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.scoring.Correct;

/** What of the result's input was wrong; the score is computed again. */
@Schema(example = "{\"meetings\":12,\"reason\":\"补录走访记录后为 12 次\"}")
public record UpholdRequest(
        @Size(max = 50) List<@NotNull UUID> withoutAnswers,
        @Min(0) @Max(366) Integer meetings,
        Boolean misconduct,
        @NotBlank @Size(max = 1000) String reason) {
    Correct toCommand() {
        return new Correct(
                withoutAnswers == null ? Set.of() : Set.copyOf(withoutAnswers), meetings, misconduct, reason);
    }

    @Override
    public String toString() {
        return "upholding";
    }
}
