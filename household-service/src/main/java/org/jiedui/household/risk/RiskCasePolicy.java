package org.jiedui.household.risk;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.request.Urgency;

/**
 * The verification procedure (domain HH-14): clue → verified → appraised → publicised → reviewed → monitored →
 * the same steps once more → eliminated. Sent back, a case begins again at the clue, a proposed elimination at the
 * monitoring. Pure; days are handed in.
 */
public final class RiskCasePolicy {
    private RiskCasePolicy() {}

    /** The state after a decision, or empty when the state does not allow it. */
    public static Optional<RiskCaseState> after(RiskCaseState state, CaseDecision decision) {
        return after(state, decision, false);
    }

    /** The same, where the county may eliminate at once: local practice. */
    public static Optional<RiskCaseState> after(RiskCaseState state, CaseDecision decision, boolean directElimination) {
        return Optional.ofNullable(
                switch (decision) {
                    case OPEN -> null;
                    case VERIFY ->
                        step(
                                state,
                                RiskCaseState.CLUE,
                                RiskCaseState.VERIFIED,
                                RiskCaseState.MONITORED,
                                RiskCaseState.EXIT_VERIFIED);
                    case APPRAISE ->
                        step(
                                state,
                                RiskCaseState.VERIFIED,
                                RiskCaseState.APPRAISED,
                                RiskCaseState.EXIT_VERIFIED,
                                RiskCaseState.EXIT_APPRAISED);
                    case PUBLICISE ->
                        step(
                                state,
                                RiskCaseState.APPRAISED,
                                RiskCaseState.PUBLICISED,
                                RiskCaseState.EXIT_APPRAISED,
                                RiskCaseState.EXIT_PUBLICISED);
                    case REVIEW ->
                        step(
                                state,
                                RiskCaseState.PUBLICISED,
                                RiskCaseState.REVIEWED,
                                RiskCaseState.EXIT_PUBLICISED,
                                RiskCaseState.EXIT_REVIEWED);
                    case APPROVE -> state == RiskCaseState.REVIEWED ? RiskCaseState.MONITORED : null;
                    case REJECT -> back(state, RiskCaseState.REJECTED);
                    case SEND_BACK -> state == RiskCaseState.CLUE ? null : back(state, RiskCaseState.CLUE);
                    case DISMISS -> state == RiskCaseState.CLUE ? RiskCaseState.DISMISSED : null;
                    case GREEN_CHANNEL -> isUnderVerification(state) ? state : null;
                    case ELIMINATE ->
                        state == RiskCaseState.EXIT_REVIEWED || (directElimination && state == RiskCaseState.MONITORED)
                                ? RiskCaseState.ELIMINATED
                                : null;
                });
    }

    private static RiskCaseState step(
            RiskCaseState state, RiskCaseState from, RiskCaseState to, RiskCaseState exitFrom, RiskCaseState exitTo) {
        return state == from ? to : state == exitFrom ? exitTo : null;
    }

    /** Of a proposed elimination there is no way back but to the monitoring. */
    private static RiskCaseState back(RiskCaseState state, RiskCaseState begin) {
        if (isUnderVerification(state)) {
            return begin;
        }
        return state.isMonitored() && state != RiskCaseState.MONITORED ? RiskCaseState.MONITORED : null;
    }

    /** The decisions that people may take in a state. */
    public static List<CaseDecision> legal(RiskCaseState state) {
        return legal(state, false);
    }

    /** The same, where the county may eliminate at once. */
    public static List<CaseDecision> legal(RiskCaseState state, boolean directElimination) {
        return Arrays.stream(CaseDecision.values())
                .filter(decision -> decision != CaseDecision.DISMISS)
                .filter(decision -> after(state, decision, directElimination).isPresent())
                .toList();
    }

    /** Working days of a step: 1 when critical, at most 2 when urgent. */
    public static int limit(Urgency urgency, int workingDays) {
        return switch (urgency) {
            case CRITICAL -> 1;
            case URGENT -> Math.min(2, workingDays);
            case NORMAL -> workingDays;
        };
    }

    private static boolean isUnderVerification(RiskCaseState state) {
        return state.ordinal() <= RiskCaseState.REVIEWED.ordinal();
    }

    /** Whether a monitored category fits the type: UNSTABLE is for lifted households, MARGINAL for ordinary ones. */
    public static boolean fits(MonitoredCategory category, HouseholdType type) {
        return switch (category) {
            case UNSTABLE -> type == HouseholdType.LIFTED;
            case MARGINAL -> type == HouseholdType.ORDINARY;
            case SUDDEN_HARDSHIP -> true;
        };
    }

    /** Whether the publicity that ends on a day is over: reviews are possible from that day on. */
    public static boolean publicityOver(LocalDate until, LocalDate today) {
        return until != null && !today.isBefore(until);
    }

    /** First day on which a household monitored since a day may be called stable. */
    public static LocalDate observedUntil(LocalDate monitoredFrom, int months) {
        return monitoredFrom.plusMonths(months);
    }
}
