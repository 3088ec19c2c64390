package org.jiedui.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;
import org.jiedui.chassis.testing.Contracts;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final String ME = "pairing-service";

    @Test
    void promisesASchemaAndAnExample_forEveryEventAndNoOther() {
        var announced = new HashSet<String>();
        events(PairingEvent.class)
                .forEach(type -> announced.add(type.getSimpleName()
                                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                                .toLowerCase(java.util.Locale.ROOT)
                        + ".v1"));

        assertThat(Contracts.events(ME)).containsExactlyInAnyOrderElementsOf(announced);
        for (var event : announced) {
            assertThat(Contracts.example(ME, event)).isNotEmpty();
        }
    }

    private static Stream<Class<?>> events(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(ContractTest::events);
    }
}
