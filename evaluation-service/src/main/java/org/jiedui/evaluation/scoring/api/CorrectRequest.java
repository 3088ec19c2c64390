package org.jiedui.evaluation.scoring.api;

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

/** What of a result's input was wrong; the score is computed again, nobody writes it. */
@Schema(example = "{\"misconduct\":true,\"reason\":\"纪委认定\"}")
public record CorrectRequest(
        @Size(max = 50) List<@NotNull UUID> withoutAnswers,
        @Min(0) @Max(366) Integer meetings,
        Boolean misconduct,
        @NotBlank @Size(max = 1000) String reason) {
    /** The command. */
    public Correct toCommand() {
        return new Correct(
                withoutAnswers == null ? Set.of() : Set.copyOf(withoutAnswers), meetings, misconduct, reason);
    }

    @Override
    public String toString() {
        return "correction";
    }
}
