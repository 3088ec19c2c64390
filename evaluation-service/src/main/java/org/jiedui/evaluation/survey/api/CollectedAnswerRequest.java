package org.jiedui.evaluation.survey.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.answer.AnswerItem;
import org.jiedui.evaluation.survey.api.SurveyAnswerRequest.Item;

/** An answer that a clerk collects in presence of a witness, whose name is sealed with it. */
@Schema(example = """
        {"items":[{"indicator":"KNOWN","score":5},{"indicator":"VISITED","score":4},{"indicator":"HELPFUL","score":5}],
         "witness":"王五"}""")
public record CollectedAnswerRequest(
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> items,

        @Size(max = 2000) @Pattern(regexp = SurveyAnswerRequest.PRINTABLE, message = SurveyAnswerRequest.CONTROL)
        String comment,

        @Size(min = 1, max = 50) @Pattern(regexp = SurveyAnswerRequest.PRINTABLE, message = SurveyAnswerRequest.CONTROL)
        String witness) {
    List<AnswerItem> toItems() {
        return items.stream().map(i -> new AnswerItem(i.indicator(), i.score())).toList();
    }

    @Override
    public String toString() {
        return "collected answer";
    }
}
