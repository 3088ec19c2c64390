package org.jiedui.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GW-04")
class CircuitBreakerTest {
    private long now = Duration.ofHours(1).toNanos();
    private final CircuitBreaker circuit = new CircuitBreaker(
            new SmallRyeConfigBuilder()
                    .withMapping(ResilienceConfig.class)
                    .withDefaultValue("gateway.resilience.circuit.open-for", "PT2S")
                    .withDefaultValue("gateway.resilience.circuit.trials", "2")
                    .build()
                    .getConfigMapping(ResilienceConfig.class)
                    .circuit(),
            () -> now);

    @Test
    void staysClosed_whenThereAreTooFewOutcomesToJudge() {
        fail(9);

        assertThat(circuit.tryAcquire()).isZero();
    }

    @Test
    void staysClosed_whenLessThanHalfFail() {
        succeed(11);
        fail(10);

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void opensAndSaysForHowLong_whenHalfFail() {
        succeed(10);
        fail(10);

        assertThat(circuit.tryAcquire()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void staysClosed_whenTheFailuresAreOld() {
        fail(9);
        now += Duration.ofSeconds(11).toNanos();
        fail(9);

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void letsAFewTry_whenItWasOpenLongEnough() {
        fail(10);
        now += Duration.ofSeconds(2).toNanos();

        assertThat(circuit.tryAcquire()).isZero();
        assertThat(circuit.tryAcquire()).isZero();
        assertThat(circuit.tryAcquire()).isPositive();
    }

    @Test
    void closes_whenATrialSucceeds() {
        fail(10);
        now += Duration.ofSeconds(2).toNanos();
        circuit.tryAcquire();
        circuit.succeeded();

        assertThat(circuit.isOpen()).isFalse();
        fail(9); // 9 failures in 10 outcomes: judged anew
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void opensAgain_whenATrialFails() {
        fail(10);
        now += Duration.ofSeconds(2).toNanos();
        circuit.tryAcquire();
        circuit.failed();

        assertThat(circuit.tryAcquire()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void letsOthersTry_whenTrialsNeverReport() {
        fail(10);
        now += Duration.ofSeconds(2).toNanos();
        circuit.tryAcquire();
        circuit.tryAcquire();
        now += Duration.ofSeconds(3).toNanos();

        assertThat(circuit.tryAcquire()).isZero();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed();
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            circuit.succeeded();
        }
    }
}
