package org.jiedui.evaluation.answer.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.answer.AnswerItem;
import org.jiedui.evaluation.answer.SubmitEvaluation;

/** A finished evaluation. {@code witness} is the name of who was present when a clerk collected it. */
@Schema(example = """
        {"taskId":"019ab000-0000-7000-8000-000000000001",
         "items":[{"indicator":"RESULTS","score":95},{"indicator":"POLICY","score":90}],"comment":"扎实"}""")
public record EvaluationRequest(
        @NotNull UUID taskId,
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> items,

        @Size(max = 2000) @Pattern(regexp = EvaluationRequest.PRINTABLE, message = EvaluationRequest.CONTROL)
        String comment,

        @Size(min = 1, max = 50) @Pattern(regexp = EvaluationRequest.PRINTABLE, message = EvaluationRequest.CONTROL)
        String witness) {
    /** No control characters but line feed and tab. */
    static final String PRINTABLE = "[^\\p{Cc}\\n\\t]*(?:[\\n\\t][^\\p{Cc}\\n\\t]*)*";

    static final String CONTROL = "CONTROL_CHARACTERS|不得含控制字符|No control characters";

    /** One score. */
    public record Item(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,39}")
            String indicator,

            @NotNull @Min(0) @Max(1000) Integer score) {
        AnswerItem toItem() {
            return new AnswerItem(indicator, score);
        }
    }

    /** The command. */
    public SubmitEvaluation toCommand() {
        return new SubmitEvaluation(taskId, items.stream().map(Item::toItem).toList(), comment, witness);
    }

    @Override
    public String toString() {
        return "answer to task " + taskId;
    }
}
