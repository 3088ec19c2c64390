package org.jiedui.household.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiedui.household.registration.Safeguard;

/**
 * Why a household is at risk of falling (back) into poverty (domain HH-15): pure, the same facts always give the same
 * findings, in the order of the code list. What is not known is no risk; it is a matter of data quality.
 */
public final class RiskPolicy {
    private RiskPolicy() {}

    /** All findings; empty when there is no risk. */
    public static List<RiskFinding> assess(RiskFacts facts) {
        var found = new ArrayList<RiskFinding>();
        if (facts.incomePerCapita() != null
                && facts.line() != null
                && facts.incomePerCapita().isBelow(facts.line())) {
            found.add(finding(
                    RiskReason.INCOME_BELOW_LINE,
                    Map.of(
                            "incomePerCapita", facts.incomePerCapita().toString(),
                            "year", String.valueOf(facts.incomeYear()),
                            "line", facts.line().toString(),
                            "shortfall",
                                    facts.line().minus(facts.incomePerCapita()).toString())));
        }
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
        return List.copyOf(found);
    }

    private static RiskFinding finding(RiskReason reason, Map<String, String> figures) {
        return new RiskFinding(reason, new TreeMap<>(figures));
    }
}
