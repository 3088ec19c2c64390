package org.jiedui.evaluation.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.template.TemplatePolicy.Flaw;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-01")
class TemplatePolicyTest {
    private static Indicator indicator(String code, int weight, int max, boolean mandatory) {
        return new Indicator(code, "问", "q", weight, 0, max, mandatory, null);
    }

    @Test
    void findsNothing_whenWeightsAddUpToAHundred() {
        assertThat(TemplatePolicy.check(List.of(new Section(
                        EvaluationPath.SELF, List.of(indicator("A", 60, 5, true), indicator("B", 40, 5, false))))))
                .isEmpty();
    }

    @Test
    void namesTheSum_whenWeightsMakeNinetyNine() {
        var findings = TemplatePolicy.check(List.of(
                new Section(EvaluationPath.SELF, List.of(indicator("A", 60, 5, true), indicator("B", 39, 5, true)))));

        assertThat(findings).containsExactly(new TemplatePolicy.Finding(Flaw.WEIGHTS_NOT_100, "SELF", 99));
    }

    @Test
    void findsEveryFlawAtOnce() {
        var section =
                new Section(EvaluationPath.SELF, List.of(indicator("A", 50, 0, false), indicator("A", 51, 5, false)));

        assertThat(TemplatePolicy.check(List.of(section, section)))
                .extracting(TemplatePolicy.Finding::flaw)
                .contains(
                        Flaw.WEIGHTS_NOT_100,
                        Flaw.DUPLICATE_PATH,
                        Flaw.DUPLICATE_INDICATOR,
                        Flaw.EMPTY_SCALE,
                        Flaw.NOTHING_MANDATORY);
    }

    @Test
    void acceptsTheShippedTemplates() throws Exception {
        String sql;
        try (var in = getClass().getResourceAsStream("/db/migration/V002__ship_templates_and_rules.sql")) {
            sql = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        var shipped = Pattern.compile("^  '(\\[.*])',$", Pattern.MULTILINE)
                .matcher(sql)
                .results()
                .toList();

        assertThat(shipped).hasSize(4);
        for (var json : shipped) {
            assertThat(TemplatePolicy.check(
                            new ObjectMapper().readValue(json.group(1), new TypeReference<List<Section>>() {})))
                    .isEmpty();
        }
    }
}
