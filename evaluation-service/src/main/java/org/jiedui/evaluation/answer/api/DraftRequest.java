package org.jiedui.evaluation.answer.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.answer.Draft;
import org.jiedui.evaluation.answer.api.EvaluationRequest.Item;

/** An unfinished evaluation; may be incomplete. */
@Schema(example = "{\"items\":[{\"indicator\":\"RESULTS\",\"score\":95}],\"comment\":\"待补充\"}")
public record DraftRequest(
        @NotNull @Size(max = 50) List<@NotNull @Valid Item> items,

        @Size(max = 2000) @Pattern(regexp = EvaluationRequest.PRINTABLE, message = EvaluationRequest.CONTROL)
        String comment,

        @Size(min = 1, max = 50) @Pattern(regexp = EvaluationRequest.PRINTABLE, message = EvaluationRequest.CONTROL)
        String witness) {
    Draft toDraft() {
        return new Draft(items.stream().map(Item::toItem).toList(), comment, witness, 0);
    }

    @Override
    public String toString() {
        return "draft";
    }
}
