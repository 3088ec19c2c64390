package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.risk.CaseDecision.*;
import static org.jiedui.household.risk.RiskCaseState.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.request.Urgency;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-14")
class RiskCasePolicyTest {
    @Test
    void leadsFromTheClueToTheElimination() {
        var state = CLUE;
        for (var decision :
                List.of(VERIFY, APPRAISE, PUBLICISE, REVIEW, APPROVE, VERIFY, APPRAISE, PUBLICISE, REVIEW, ELIMINATE)) {
            state = RiskCasePolicy.after(state, decision).orElseThrow();
        }
        assertThat(state).isEqualTo(ELIMINATED);
    }

    /** No walk at random monitors a household that was not publicised and reviewed before. */
    @Test
    void neverMonitorsNorEliminatesWithoutPublicityAndReview() {
        var random = new Random(14);
        for (var round = 0; round < 2000; round++) {
            var state = CLUE;
            var publicised = false;
            var reviewed = false;
            var exitReviewed = false;
            for (var i = 0; i < 20; i++) {
                var decision = CaseDecision.values()[random.nextInt(CaseDecision.values().length)];
                var next = RiskCasePolicy.after(state, decision).orElse(state);
                if (next == CLUE) {
                    publicised = false;
                    reviewed = false;
                }
                if (state == MONITORED && next != MONITORED) {
                    exitReviewed = false;
                }
                exitReviewed |= next == EXIT_REVIEWED;
                assertThat(next != ELIMINATED || exitReviewed).isTrue();
                publicised |= next == PUBLICISED;
                reviewed |= next == REVIEWED;
                assertThat(next != MONITORED || (publicised && reviewed)).isTrue();
                state = next;
            }
        }
    }

    @Test
    void namesWhatIsPossible() {
        assertThat(RiskCasePolicy.legal(CLUE)).containsExactly(VERIFY, REJECT, GREEN_CHANNEL);
        assertThat(RiskCasePolicy.legal(PUBLICISED)).containsExactly(REVIEW, REJECT, SEND_BACK, GREEN_CHANNEL);
        assertThat(RiskCasePolicy.legal(MONITORED)).containsExactly(VERIFY);
        assertThat(RiskCasePolicy.legal(MONITORED, true)).containsExactly(VERIFY, ELIMINATE);
        assertThat(RiskCasePolicy.legal(EXIT_REVIEWED)).containsExactly(REJECT, SEND_BACK, ELIMINATE);
        assertThat(RiskCasePolicy.legal(ELIMINATED)).isEmpty();
    }

    @Test
    void leadsBackToTheMonitoring_whenAnEliminationIsRefused() {
        for (var state : List.of(EXIT_VERIFIED, EXIT_APPRAISED, EXIT_PUBLICISED, EXIT_REVIEWED)) {
            assertThat(RiskCasePolicy.after(state, REJECT)).contains(MONITORED);
            assertThat(RiskCasePolicy.after(state, SEND_BACK)).contains(MONITORED);
            assertThat(state.isMonitored()).isTrue();
        }
    }

    @Test
    void shortensTheSteps_whenItIsUrgent() {
        assertThat(RiskCasePolicy.limit(Urgency.CRITICAL, 5)).isEqualTo(1);
        assertThat(RiskCasePolicy.limit(Urgency.URGENT, 5)).isEqualTo(2);
        assertThat(RiskCasePolicy.limit(Urgency.NORMAL, 5)).isEqualTo(5);
    }

    @Test
    void observesForMonths_andPublicisesToTheLastDay() {
        var approved = LocalDate.of(2026, 5, 31);
        assertThat(RiskCasePolicy.observedUntil(approved, 6)).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(RiskCasePolicy.publicityOver(approved, approved.minusDays(1)))
                .isFalse();
        assertThat(RiskCasePolicy.publicityOver(approved, approved)).isTrue();
        assertThat(RiskCasePolicy.publicityOver(null, approved)).isFalse();
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
