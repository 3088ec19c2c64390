package org.jiedui.notification.contact;

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

class MailConfigTest {
    @Test
    void takesTheEndsOfARange() {
        assertThat(with("timeout", "PT1S").timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(with("timeout", "PT1M").timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(with("port", "65535").timeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, PT0S",
        "timeout, PT0.9S",
        "timeout, PT61S",
        "port, 0",
        "port, 65536",
        "code-life, PT59S",
        "code-life, PT25H"
    })
    void refusesToStart_whenAValueIsOutOfItsRange(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name);
    }

    private static MailConfig with(String name, String value) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return new SmallRyeConfigBuilder()
                    .withMapping(MailConfig.class)
                    .withValidator(new BeanValidationConfigValidator() {
                        @Override
                        public Validator getValidator() {
                            return factory.getValidator();
                        }
                    })
                    .withDefaultValue("jiedui.notification.mail." + name, value)
                    .build()
                    .getConfigMapping(MailConfig.class);
        }
    }
}
