package org.jiedui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | ENGLISH",
                "en-GB, zh;q=0.5 | ENGLISH",
                "zh-CN, en;q=0.9 | CHINESE",
                "en;q=0.4, zh;q=0.8 | CHINESE",
                "fr, en;q=0.3 | ENGLISH",
                "fr | CHINESE",
                "* | CHINESE",
                "en;q=0 | CHINESE",
                ";;;q= | CHINESE",
                "'' | CHINESE"
            })
    void isWhatTheCallerPrefers_elseChinese(String header, Language language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }
}
