package org.jiedui.evaluation.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-06")
class SurveyTokenTest {
    private static final byte[] SEED = new byte[32];

    @Test
    void followsFromItsSeed_andDiffersForEachNumber() {
        var seen = new HashSet<String>();
        for (var i = 1; i <= 1000; i++) {
            var token = SurveyToken.of(SEED, i);
            assertThat(token).isEqualTo(SurveyToken.of(SEED, i));
            assertThat(token.text()).hasSize(SurveyToken.LENGTH);
            assertThat(seen.add(token.text())).isTrue();
        }
        var other = new byte[32];
        other[0] = 1;
        assertThat(SurveyToken.of(other, 1)).isNotEqualTo(SurveyToken.of(SEED, 1));
    }

    @Test
    void isReadAsPeopleTypeIt() {
        var token = SurveyToken.of(SEED, 7);
        var typed = token.grouped()
                .toLowerCase(java.util.Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l');
        assertThat(SurveyToken.read(typed)).contains(token);
        assertThat(SurveyToken.read("U".repeat(SurveyToken.LENGTH))).isEmpty();
        assertThat(SurveyToken.read("123")).isEmpty();
        assertThat(token.toString()).doesNotContain(token.text());
    }
}
