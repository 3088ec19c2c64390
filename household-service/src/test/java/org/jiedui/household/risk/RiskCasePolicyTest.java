package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.risk.CaseDecision.*;
import static org.jiedui.household.risk.RiskCaseState.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.MonitoredCategory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-14")
class RiskCasePolicyTest {
    @Test
    void leadsFromTheClueToTheElimination() {
        var state = CLUE;
        for (var decision : List.of(VERIFY, APPRAISE, PUBLICISE, REVIEW, APPROVE, ELIMINATE)) {
            state = RiskCasePolicy.after(state, decision).orElseThrow();
        }
        assertThat(state).isEqualTo(ELIMINATED);
    }

    /** No walk at random monitors a household that was not publicised and reviewed before. */
    @Test
    void neverMonitorsWithoutPublicityAndReview() {
        var random = new Random(14);
        for (var round = 0; round < 2000; round++) {
            var state = CLUE;
            var publicised = false;
            var reviewed = false;
            for (var i = 0; i < 20; i++) {
                var decision = CaseDecision.values()[random.nextInt(CaseDecision.values().length)];
                var next = RiskCasePolicy.after(state, decision).orElse(state);
                if (next == CLUE) {
                    publicised = false;
                    reviewed = false;
                }
                publicised |= next == PUBLICISED;
                reviewed |= next == REVIEWED;
                assertThat(next != MONITORED || (publicised && reviewed)).isTrue();
                state = next;
            }
        }
    }

    @Test
    void namesWhatIsPossible() {
        assertThat(RiskCasePolicy.legal(CLUE)).containsExactly(VERIFY, REJECT);
        assertThat(RiskCasePolicy.legal(PUBLICISED)).containsExactly(REVIEW, REJECT, SEND_BACK);
        assertThat(RiskCasePolicy.legal(MONITORED)).containsExactly(ELIMINATE);
        assertThat(RiskCasePolicy.legal(ELIMINATED)).isEmpty();
    }

    @Test
    void countsWorkingDays_overWeekends() {
        assertThat(RiskCasePolicy.due(LocalDate.of(2026, 11, 20), 1)).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(RiskCasePolicy.due(LocalDate.of(2026, 11, 23), 15)).isEqualTo(LocalDate.of(2026, 12, 14));
    }

    @Test
    void fitsCategoriesToTypes() {
        assertThat(RiskCasePolicy.fits(MonitoredCategory.UNSTABLE, HouseholdType.LIFTED))
                .isTrue();
        assertThat(RiskCasePolicy.fits(MonitoredCategory.UNSTABLE, HouseholdType.ORDINARY))
                .isFalse();
        assertThat(RiskCasePolicy.fits(MonitoredCategory.MARGINAL, HouseholdType.LIFTED))
                .isFalse();
        assertThat(RiskCasePolicy.fits(MonitoredCategory.SUDDEN_HARDSHIP, HouseholdType.LIFTED))
                .isTrue();
    }
}
