package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.registration.HouseholdType.LIFTED;
import static org.jiedui.household.registration.HouseholdType.ORDINARY;
import static org.jiedui.household.registration.MonitoredCategory.MARGINAL;
import static org.jiedui.household.registration.MonitoredCategory.SUDDEN_HARDSHIP;
import static org.jiedui.household.registration.MonitoredCategory.UNSTABLE;

import org.jiedui.household.registration.StatusPolicy.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-05")
class StatusPolicyTest {
    @Test
    void allowsTheOtherTypeOnly_whenNotMonitored() {
        assertThat(StatusPolicy.legal(new Status(ORDINARY, null, false)))
                .containsExactly(new Status(LIFTED, null, false));
        assertThat(StatusPolicy.legal(new Status(LIFTED, UNSTABLE, false)))
                .containsExactly(new Status(ORDINARY, UNSTABLE, false));
    }

    @Test
    void allowsCategoriesThatFitTheType_whenMonitored() {
        assertThat(StatusPolicy.legal(new Status(ORDINARY, MARGINAL, true)))
                .containsExactlyInAnyOrder(
                        new Status(ORDINARY, SUDDEN_HARDSHIP, true),
                        new Status(LIFTED, UNSTABLE, true),
                        new Status(LIFTED, SUDDEN_HARDSHIP, true));
    }

    @Test
    void neverGivesOrEndsACategory() {
        for (var type : HouseholdType.values()) {
            assertThat(StatusPolicy.legal(new Status(type, null, false))).noneMatch(s -> s.category() != null);
            for (var category : MonitoredCategory.values()) {
                assertThat(StatusPolicy.legal(new Status(type, category, true)))
                        .allMatch(s -> s.monitored() && StatusPolicy.fits(s.category(), s.type()));
            }
        }
    }
}
