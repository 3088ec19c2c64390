package org.jiedui.notification.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionConfigTest {
    @Test
    void keepsMessagesForTwoYears_whenNothingIsSaid() {
        assertThat(with("messages", "P730D").messages()).isEqualTo(Duration.ofDays(730));
        assertThat(with("slice", "100").messages()).isEqualTo(Duration.ofDays(730));
    }

    @ParameterizedTest
    @CsvSource({
        "messages, PT23H",
        "messages, P3651D",
        "deliveries, PT0S",
        "announcements, -P1D",
        "recipients, PT1H",
        "digests, PT1H",
        "jobs, PT1H",
        "slice, 99",
        "slice, 10001",
        "pause, PT0.5S",
        "pause, P2D"
    })
    void refusesToStart_whenAValueIsOutOfItsRange(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name);
    }

    private static RetentionConfig with(String name, String value) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return new SmallRyeConfigBuilder()
                    .withMapping(RetentionConfig.class)
                    .withValidator(new BeanValidationConfigValidator() {
                        @Override
                        public Validator getValidator() {
                            return factory.getValidator();
                        }
                    })
                    .withDefaultValue("jiedui.notification.retention." + name, value)
                    .build()
                    .getConfigMapping(RetentionConfig.class);
        }
    }
}
