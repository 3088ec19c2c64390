package org.jiedui.chassis.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @Test
    void writesTwoPlaces_andAddsUpExactly() {
        assertThat(Money.ZERO).hasToString("0.00");
        assertThat(Money.of("0.10").plus(Money.of("0.20"))).isEqualTo(Money.of("0.3"));
        assertThat(Money.of("100").dividedBy(3)).hasToString("33.33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.005", "1e3", "+1", "1,000", "", " 1", "99999999999999"})
    void refusesWhatIsNoAmount(String text) {
        assertThatThrownBy(() -> Money.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
