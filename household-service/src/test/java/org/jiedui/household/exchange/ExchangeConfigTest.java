package org.jiedui.household.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeConfigTest {
    @Test
    void takesTheEndsOfARange() {
        assertThat(with("most-all-or-nothing", "1").mostAllOrNothing()).isEqualTo(1);
        assertThat(with("most-all-or-nothing", "1000000").mostAllOrNothing()).isEqualTo(1_000_000);
        assertThat(with("keep-exports", "PT5M").mostAllOrNothing()).isEqualTo(200_000);
    }

    @ParameterizedTest
    @CsvSource({"most-all-or-nothing, 0", "most-all-or-nothing, 1000001", "keep-exports, PT4M", "keep-exports, P8D"})
    void refusesToStart_whenAValueIsOutOfItsRange(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name);
    }

    private static ExchangeConfig with(String name, String value) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return new SmallRyeConfigBuilder()
                    .withMapping(ExchangeConfig.class)
                    .withValidator(new BeanValidationConfigValidator() {
                        @Override
                        public Validator getValidator() {
                            return factory.getValidator();
                        }
                    })
                    .withDefaultValue("jiedui.household.exchange." + name, value)
                    .build()
                    .getConfigMapping(ExchangeConfig.class);
        }
    }
}
