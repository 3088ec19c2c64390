package org.jiedui.evaluation.template.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.template.Indicator;
import org.jiedui.evaluation.template.Template;

/**
 * A template as those who answer will be asked.
 *
 * @param title name in the caller's language
 * @param number version of the template
 */
@Schema(example = """
        {"title":"驻村工作队评议","number":2,"sheets":[{"path":"PARTNER","questions":[
          {"number":1,"text":"与村两委协作","share":50,"least":1,"most":5,"mandatory":true,"rubric":null},
          {"number":2,"text":"为村办实事","share":50,"least":1,"most":5,"mandatory":true,"rubric":null}]}]}""")
public record TemplatePreview(String title, int number, List<Sheet> sheets) {
    /** What one path is asked. */
    public record Sheet(EvaluationPath path, List<Question> questions) {}

    /**
     * One question.
     *
     * @param share percent of the path's score
     * @param least lowest score that may be given
     * @param most highest score that may be given
     * @param rubric what the scores mean, or null
     */
    public record Question(int number, String text, int share, int least, int most, boolean mandatory, String rubric) {}

    static TemplatePreview of(Template template, boolean chinese) {
        return new TemplatePreview(
                chinese ? template.nameZh() : template.nameEn(),
                template.number(),
                template.sections().stream()
                        .map(s -> new Sheet(s.path(), questions(s.indicators(), chinese)))
                        .toList());
    }

    private static List<Question> questions(List<Indicator> indicators, boolean chinese) {
        return java.util.stream.IntStream.range(0, indicators.size())
                .mapToObj(i -> question(i + 1, indicators.get(i), chinese))
                .toList();
    }

    private static Question question(int number, Indicator of, boolean chinese) {
        return new Question(
                number, chinese ? of.zh() : of.en(), of.weight(), of.min(), of.max(), of.mandatory(), of.rubric());
    }
}
