package org.jiedui.evaluation;

import org.jiedui.chassis.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheBoundariesOfTheHouse() {
        HouseRules.of("org.jiedui.evaluation").check();
    }
}
