package org.jiedui.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jiedui.chassis.testing.Contracts;
import org.junit.jupiter.api.Test;

class EventContractTest {
    @Test
    void promisesASchemaAndAnExampleOfEveryEvent() {
        var announced = Arrays.stream(HouseholdEvent.class.getDeclaredClasses())
                .filter(type -> type.isRecord() && HouseholdEvent.class.isAssignableFrom(type))
                .map(type -> type.getSimpleName()
                                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                                .toLowerCase(Locale.ROOT) + ".v1")
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Contracts.events("household-service")).containsExactlyElementsOf(announced);
        announced.forEach(event ->
                assertThat(Contracts.example("household-service", event)).isNotEmpty());
    }
}
