package org.jiedui.evaluation.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.Optional;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.time.TimeSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-06")
class GuessLimitTest {
    /** Not a class of its own: the container would take the limits of its methods for interceptors. */
    private static final SurveyConfig THREE = (SurveyConfig) Proxy.newProxyInstance(
            SurveyConfig.class.getClassLoader(),
            new Class<?>[] {SurveyConfig.class},
            (self, method, arguments) -> method.getName().equals("missesPerMinute") ? (Object) 3 : Optional.empty());

    private final GuessLimit limit = new GuessLimit(THREE, new TimeSource(ZoneId.of("Asia/Shanghai")));

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
