package org.jiedui.household.risk;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.MonitoredCategory;

/**
 * The verification procedure (domain HH-14): clue → verified → appraised → publicised → reviewed → monitored →
 * eliminated. Sent back, a case begins again at the clue. Pure; days are handed in.
 */
public final class RiskCasePolicy {
    private RiskCasePolicy() {}

    /** The state after a decision, or empty when the state does not allow it. */
    public static Optional<RiskCaseState> after(RiskCaseState state, CaseDecision decision) {
        return Optional.ofNullable(
                switch (decision) {
                    case OPEN -> null;
                    case VERIFY -> state == RiskCaseState.CLUE ? RiskCaseState.VERIFIED : null;
                    case APPRAISE -> state == RiskCaseState.VERIFIED ? RiskCaseState.APPRAISED : null;
                    case PUBLICISE -> state == RiskCaseState.APPRAISED ? RiskCaseState.PUBLICISED : null;
                    case REVIEW -> state == RiskCaseState.PUBLICISED ? RiskCaseState.REVIEWED : null;
                    case APPROVE -> state == RiskCaseState.REVIEWED ? RiskCaseState.MONITORED : null;
                    case REJECT -> isUnderVerification(state) ? RiskCaseState.REJECTED : null;
                    case SEND_BACK ->
                        isUnderVerification(state) && state != RiskCaseState.CLUE ? RiskCaseState.CLUE : null;
                    case DISMISS -> state == RiskCaseState.CLUE ? RiskCaseState.DISMISSED : null;
                    case ELIMINATE -> state == RiskCaseState.MONITORED ? RiskCaseState.ELIMINATED : null;
                });
    }

    /** The decisions that people may take in a state. */
    public static List<CaseDecision> legal(RiskCaseState state) {
        return Arrays.stream(CaseDecision.values())
                .filter(decision -> decision != CaseDecision.DISMISS)
                .filter(decision -> after(state, decision).isPresent())
                .toList();
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

    /** The day so many working days (Monday to Friday) after a day. */
    public static LocalDate due(LocalDate from, int workingDays) {
        var day = from;
        var left = workingDays;
        while (left > 0) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }
}
