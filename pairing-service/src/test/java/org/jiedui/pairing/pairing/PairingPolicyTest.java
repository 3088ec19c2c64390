package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jiedui.pairing.pairing.TermPolicy.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PairingPolicyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @Test
    @Tag("PA-07")
    void endsEveryLife_andEveryLivingStateCanGoOn() {
        for (var state : PairingState.values()) {
            var legal = EnumSet.copyOf(LifeCyclePolicy.legal(state));
            legal.remove(Step.REOPEN);
            assertThat(legal.isEmpty()).isEqualTo(!state.live());
        }
        assertThat(LifeCyclePolicy.legal(PairingState.ACCEPTED)).isEqualTo(EnumSet.of(Step.PUBLICISE, Step.WITHDRAW));
    }

    @Test
    @Tag("PA-07")
    void reopensOnlyWhatWasCompletedOrEnded() {
        for (var state : PairingState.values()) {
            assertThat(LifeCyclePolicy.legal(state).contains(Step.REOPEN))
                    .isEqualTo(state == PairingState.COMPLETED || state == PairingState.ENDED);
        }
    }

    @Test
    @Tag("PA-07")
    void extendsOnlyWhatIsUnderWay() {
        for (var state : PairingState.values()) {
            assertThat(LifeCyclePolicy.legal(state).contains(Step.EXTEND))
                    .isEqualTo(state == PairingState.ACTIVE || state == PairingState.SUSPENDED);
        }
    }

    @Test
    @Tag("PA-10")
    void countsWorkingDays_withoutHolidays_andWithWorkedWeekends() {
        // Friday 2026-09-25; the National Day holiday, and a Sunday that is worked instead
        var friday = LocalDate.of(2026, 9, 25);
        var holidays = Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2));
        var worked = Set.of(LocalDate.of(2026, 9, 27));

        assertThat(WorkingDayPolicy.after(friday, 0, holidays, worked)).isEqualTo(friday);
        assertThat(WorkingDayPolicy.after(friday, 1, Set.of(), Set.of())).isEqualTo(LocalDate.of(2026, 9, 28));
        assertThat(WorkingDayPolicy.after(friday, 1, holidays, worked)).isEqualTo(LocalDate.of(2026, 9, 27));
        assertThat(WorkingDayPolicy.after(friday, 5, holidays, worked)).isEqualTo(LocalDate.of(2026, 10, 5));
    }

    @Test
    @Tag("PA-01")
    void checksTerms_byMonths() {
        assertThat(TermPolicy.faults(DAY, null, null, null)).isEmpty();
        assertThat(TermPolicy.faults(DAY, null, 12, 36)).containsExactly(Fault.END_REQUIRED);
        assertThat(TermPolicy.faults(DAY, DAY.minusDays(1), 12, 36)).containsExactly(Fault.END_BEFORE_BEGINNING);
        assertThat(TermPolicy.faults(DAY, LocalDate.of(2026, 12, 30), 12, 36)).containsExactly(Fault.TOO_SHORT);
        assertThat(TermPolicy.faults(DAY, LocalDate.of(2026, 12, 31), 12, 36)).isEmpty();
        assertThat(TermPolicy.faults(DAY, LocalDate.of(2028, 12, 31), 12, 36)).isEmpty();
        assertThat(TermPolicy.faults(DAY, LocalDate.of(2029, 1, 1), 12, 36)).containsExactly(Fault.TOO_LONG);
    }

    @Test
    @Tag("PA-05")
    void findsOverlaps_asCountingDaysDoes() {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++) {
            var from = DAY.plusDays(random.nextInt(12));
            var until = random.nextInt(5) == 0 ? null : from.plusDays(random.nextInt(6));
            var otherFrom = DAY.plusDays(random.nextInt(12));
            var otherUntil = random.nextInt(5) == 0 ? null : otherFrom.plusDays(random.nextInt(6));
            var shared = false;
            for (var day = DAY; day.isBefore(DAY.plusDays(30)); day = day.plusDays(1)) {
                shared |= in(day, from, until) && in(day, otherFrom, otherUntil);
            }

            assertThat(TermPolicy.overlap(from, until, otherFrom, otherUntil)).isEqualTo(shared);
            assertThat(TermPolicy.overlap(otherFrom, otherUntil, from, until)).isEqualTo(shared);
        }
    }

    private static boolean in(LocalDate day, LocalDate from, LocalDate until) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    @Test
    @Tag("PA-08")
    void uncouplesNobodyInCare() {
        assertThat(CouplingPolicy.wouldUncouple(true, 1, 0)).isTrue();
        assertThat(CouplingPolicy.wouldUncouple(true, 2, 1)).isFalse();
        assertThat(CouplingPolicy.wouldUncouple(false, 1, 0)).isFalse();
        assertThat(CouplingPolicy.wouldUncouple(true, 0, 0)).isFalse();
        assertThat(CouplingPolicy.uncoupled(true, 0)).isTrue();
    }

    @Test
    @Tag("PA-09")
    void completesOnly_whenAllAreStable() {
        assertThat(CouplingPolicy.mayComplete(0)).isTrue();
        assertThat(CouplingPolicy.mayComplete(1)).isFalse();
    }
}
