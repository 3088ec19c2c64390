package org.jiedui.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NO-02")
class TextTemplateTest {
    @Test
    void putsValuesIn_andADashWhereThereIsNone() {
        var text = new TextTemplate("{householdNumber}：{helper.kind}，{missing}");

        assertThat(text.render(Map.of("householdNumber", "330523$1", "helper.kind", "党政干部")))
                .isEqualTo("330523$1：党政干部，—");
    }

    @Test
    void doesNotReadValuesAgain_whenTheyLookLikeVariables() {
        assertThat(new TextTemplate("{a}").render(Map.of("a", "{b}", "b", "secret")))
                .isEqualTo("{b}");
    }

    @Test
    void findsVariablesAndLooseBraces() {
        assertThat(new TextTemplate("{a} {b.c} {a}").variables()).containsExactly("a", "b.c");
        assertThat(new TextTemplate("{a} ok").malformed()).isFalse();
        assertThat(new TextTemplate("{a").malformed()).isTrue();
        assertThat(new TextTemplate("a}").malformed()).isTrue();
        assertThat(new TextTemplate("{}").malformed()).isTrue();
        assertThat(new TextTemplate("{a b}").malformed()).isTrue();
    }
}
