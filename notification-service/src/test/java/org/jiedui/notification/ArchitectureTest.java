package org.jiedui.notification;

import org.jiedui.chassis.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheBoundariesOfTheHouse() {
        HouseRules.of("org.jiedui.notification").check();
    }
}
