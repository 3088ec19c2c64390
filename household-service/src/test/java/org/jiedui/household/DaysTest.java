package org.jiedui.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jiedui.chassis.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {
    @Test
    void readsADay() {
        assertThat(Days.parameter("to", "2026-02-28", null)).isEqualTo("2026-02-28");
        assertThat(Days.parameter("to", "9999-12-31", null)).isEqualTo("9999-12-31");
        assertThat(Days.parameter("to", null, LocalDate.EPOCH)).isEqualTo(LocalDate.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+999999999-12-31", "-0001-01-01", "0001-01-01", "1799-12-31", "10000-01-01", "2026-02-30", ""})
    void refusesADayThatNoStoreHolds(String text) {
        assertThatThrownBy(() -> Days.of(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Days.parameter("to", text, null))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("INVALID_REQUEST"));
    }

    @Test
    void refusesATimeThatNoStoreHolds() {
        assertThat(Days.moment("2026-01-01T00:00:00Z")).isEqualTo("2026-01-01T00:00:00Z");
        assertThatThrownBy(() -> Days.moment("+1000000000-12-31T23:59:59Z")).isInstanceOf(DateTimeParseException.class);
    }
}
