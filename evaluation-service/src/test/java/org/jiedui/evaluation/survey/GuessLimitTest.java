package org.jiedui.evaluation.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.time.TimeSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-06")
class GuessLimitTest {
    private final GuessLimit limit = new GuessLimit(
            new SurveyConfig() {
                @Override
                public Optional<String> link() {
                    return Optional.empty();
                }

                @Override
                public int missesPerMinute() {
                    return 3;
                }
            },
            new TimeSource(java.time.ZoneId.of("Asia/Shanghai")));

    @Test
    void refusesAnAddress_onceItMissedTooOften_andNoOther() {
        for (var i = 0; i < 3; i++) {
            limit.requireFew("a");
            limit.missed("a");
        }

        assertThatThrownBy(() -> limit.requireFew("a")).isInstanceOf(ProblemException.class);
        assertThatCode(() -> limit.requireFew("b")).doesNotThrowAnyException();
    }

    @Test
    void remembersABoundedNumberOfAddresses_theLatestOnes() {
        for (var i = 0; i < GuessLimit.MOST_ADDRESSES + 1_000; i++) {
            limit.missed("address " + i);
        }
        for (var i = 0; i < 3; i++) {
            limit.missed("the last");
        }

        assertThat(limit.addresses()).isEqualTo(GuessLimit.MOST_ADDRESSES);
        assertThatThrownBy(() -> limit.requireFew("the last")).isInstanceOf(ProblemException.class);
    }
}
