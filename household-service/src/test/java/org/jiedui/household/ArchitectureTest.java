package org.jiedui.household;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiedui.chassis.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** {@code BulkKind} is how the exchange reaches the features without depending on them, whatever their number. */
    private static final String SEAM = "interfacesHaveSeveralImplementations";

    @Test
    void keepsTheBoundariesOfTheHouse() {
        var rules = HouseRules.of("org.jiedui.household");
        var names = rules.rules().keySet().stream()
                .filter(name -> !name.equals(SEAM))
                .toArray(String[]::new);
        assertThat(names).hasSize(rules.rules().size() - 1);
        rules.check(names);
    }
}
