package org.jiedui.household.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.NotVisited;
import org.jiedui.household.registration.Safeguard;

/**
 * Why a household is at risk of falling (back) into poverty (domain HH-15): pure, the same facts and thresholds always
 * give the same findings, in the order of the code list. Figures are chosen so that they stay the same from day to day
 * while nothing happens. What is not known is no risk; it is a matter of data quality.
 */
public final class RiskPolicy {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private RiskPolicy() {}

    /** All findings; empty when there is no risk. */
    public static List<RiskFinding> assess(RiskFacts facts, RiskThresholds thresholds, LocalDate today) {
        var found = new ArrayList<RiskFinding>(2);
        income(facts, thresholds, found);
        shocks(facts, thresholds, found);
        safeguards(facts, found);
        for (var disaster : facts.disasters()) {
            found.add(finding(
                    RiskReason.DISASTER,
                    Map.of("kind", disaster.kind().name(), "day", disaster.day().toString())));
        }
        if (facts.visit() != null
                && new NotVisited(thresholds.visitDays()).holds(facts.visit().unvisitedSince(), today)) {
            found.add(finding(
                    RiskReason.VISIT_OVERDUE,
                    Map.of(
                            "lastVisitedOn", facts.visit().unvisitedSince().toString(),
                            "limitDays", String.valueOf(thresholds.visitDays()))));
        }
        if (!found.isEmpty()) {
            found.removeIf(finding -> thresholds.switchedOff().contains(finding.code()));
        }
        return List.copyOf(found);
    }

    private static void income(RiskFacts facts, RiskThresholds thresholds, List<RiskFinding> found) {
        var income = facts.income().perCapita();
        if (income == null || facts.line() == null) {
            return;
        }
        if (income.isBelow(facts.line())) {
            var figures = incomeFigures(facts);
            figures.put("shortfall", facts.line().minus(income).toString());
            found.add(new RiskFinding(RiskReason.INCOME_BELOW_LINE, figures));
            return;
        }
        var near = times(facts.line(), thresholds.nearLineFactor());
        if (income.isBelow(near)) {
            var figures = incomeFigures(facts);
            figures.put("limit", near.toString());
            found.add(new RiskFinding(RiskReason.INCOME_NEAR_LINE, figures));
        }
    }

    private static TreeMap<String, String> incomeFigures(RiskFacts facts) {
        var figures = new TreeMap<String, String>();
        figures.put("incomePerCapita", facts.income().perCapita().toString());
        figures.put(
                facts.income().period().length() == 4 ? "year" : "window",
                facts.income().period());
        if (facts.line() != null) {
            figures.put("line", facts.line().toString());
        }
        return figures;
    }

    private static void shocks(RiskFacts facts, RiskThresholds thresholds, List<RiskFinding> found) {
        var income = facts.income().perCapita();
        if (income != null && facts.line() != null && !income.isBelow(times(facts.line(), thresholds.shockFactor()))) {
            return;
        }
        var previous = facts.income().previous();
        if (income != null && previous != null && previous.compareTo(Money.ZERO) > 0 && income.isBelow(previous)) {
            var drop = previous.minus(income).yuan().multiply(HUNDRED).divide(previous.yuan(), 1, RoundingMode.DOWN);
            if (drop.compareTo(BigDecimal.valueOf(thresholds.incomeDropPercent())) >= 0) {
                var figures = incomeFigures(facts);
                figures.put("previousPerCapita", previous.toString());
                figures.put("dropPercent", drop.toPlainString());
                figures.put("limitPercent", String.valueOf(thresholds.incomeDropPercent()));
                found.add(new RiskFinding(RiskReason.INCOME_DROP, figures));
            }
        }
        expense(facts, ShockKind.MEDICAL_EXPENSE, RiskReason.MEDICAL_EXPENSE, thresholds.medicalExpense(), found);
        expense(facts, ShockKind.EDUCATION_EXPENSE, RiskReason.EDUCATION_EXPENSE, thresholds.educationExpense(), found);
        expense(facts, ShockKind.OTHER_EXPENSE, RiskReason.OTHER_EXPENSE, thresholds.otherExpense(), found);
        if (facts.shocks().jobsLost() >= thresholds.jobsLost()) {
            found.add(finding(
                    RiskReason.JOB_LOST,
                    Map.of("jobs", String.valueOf(facts.shocks().jobsLost()))));
        }
    }

    private static void expense(
            RiskFacts facts, ShockKind kind, RiskReason reason, Money limit, List<RiskFinding> found) {
        var sum = facts.shocks().sum(kind);
        if (sum.compareTo(Money.ZERO) > 0 && !sum.isBelow(limit)) {
            found.add(finding(reason, Map.of("expense", sum.toString(), "limit", limit.toString(), "months", "12")));
        }
    }

    private static void safeguards(RiskFacts facts, List<RiskFinding> found) {
        var safeguards = facts.safeguards();
        if (facts.childrenOutOfSchool() > 0 || safeguards.education() == Safeguard.NOT_MET) {
            found.add(finding(
                    RiskReason.CHILD_OUT_OF_SCHOOL, Map.of("children", String.valueOf(facts.childrenOutOfSchool()))));
        }
        if (safeguards.housing() == Safeguard.NOT_MET) {
            found.add(finding(RiskReason.HOUSING_UNSAFE, Map.of()));
        }
        if (safeguards.water() == Safeguard.NOT_MET) {
            found.add(finding(RiskReason.WATER_UNSAFE, Map.of()));
        }
        if (facts.uninsured() > 0 || safeguards.medicalCare() == Safeguard.NOT_MET) {
            found.add(finding(RiskReason.NO_MEDICAL_INSURANCE, Map.of("members", String.valueOf(facts.uninsured()))));
        }
        if (safeguards.food() == Safeguard.NOT_MET) {
            found.add(finding(RiskReason.FOOD_SHORT, Map.of()));
        }
        if (safeguards.clothing() == Safeguard.NOT_MET) {
            found.add(finding(RiskReason.CLOTHING_SHORT, Map.of()));
        }
    }

    private static Money times(Money line, BigDecimal factor) {
        return new Money(line.yuan().multiply(factor).setScale(2, RoundingMode.HALF_UP));
    }

    private static RiskFinding finding(RiskReason reason, Map<String, String> figures) {
        return new RiskFinding(reason, new TreeMap<>(figures));
    }
}
