package org.jiedui.evaluation.survey.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.answer.AnswerItem;

/** An answer given with a token. */
@Schema(example = """
        {"items":[{"indicator":"KNOWN","score":5},{"indicator":"VISITED","score":4},{"indicator":"HELPFUL","score":5}],
         "comment":"常来看我们"}""")
public record SurveyAnswerRequest(
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> items,

        @Size(max = 2000) @Pattern(regexp = PRINTABLE, message = CONTROL)
        String comment) {
    /** No control characters but line feed and tab. */
    static final String PRINTABLE = "[^\\p{Cc}\\n\\t]*(?:[\\n\\t][^\\p{Cc}\\n\\t]*)*";

    static final String CONTROL = "CONTROL_CHARACTERS|不得含控制字符|No control characters";

    /** One score. */
    @Schema(name = "SurveyItem")
    public record Item(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,39}")
            String indicator,

            @NotNull @Min(0) @Max(1000) Integer score) {}

    List<AnswerItem> toItems() {
        return items.stream().map(i -> new AnswerItem(i.indicator(), i.score())).toList();
    }

    @Override
    public String toString() {
        return "survey answer";
    }
}
