package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.registration.Safeguard.MET;
import static org.jiedui.household.registration.Safeguard.NOT_MET;
import static org.jiedui.household.registration.Safeguard.UNKNOWN;

import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Safeguards;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-15")
class RiskPolicyTest {
    private static final Safeguards ALL_MET = new Safeguards(MET, MET, MET, MET, MET, MET, null);

    private static RiskFacts facts(String income, String line, int children, int uninsured, Safeguards safeguards) {
        return new RiskFacts(
                income == null ? null : Money.of(income),
                2025,
                line == null ? null : Money.of(line),
                children,
                uninsured,
                safeguards);
    }

    @Test
    void findsNothing_whenAllIsWell() {
        assertThat(RiskPolicy.assess(facts("7300.00", "7300.00", 0, 0, ALL_MET)))
                .isEmpty();
    }

    @Test
    void findsNothing_whenNothingIsKnown() {
        var unknown = new Safeguards(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, null);
        assertThat(RiskPolicy.assess(facts(null, "7300.00", 0, 0, unknown))).isEmpty();
        assertThat(RiskPolicy.assess(facts("10.00", null, 0, 0, unknown))).isEmpty();
    }

    @Test
    void givesTheFiguresThatLedToTheIncomeFinding() {
        var findings = RiskPolicy.assess(facts("7299.99", "7300.00", 0, 0, ALL_MET));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(RiskReason.INCOME_BELOW_LINE);
        assertThat(findings.get(0).figures())
                .containsEntry("incomePerCapita", "7299.99")
                .containsEntry("line", "7300.00")
                .containsEntry("shortfall", "0.01")
                .containsEntry("year", "2025");
    }

    @Test
    void findsEveryRisk_inTheOrderOfTheList() {
        var nothingMet = new Safeguards(NOT_MET, NOT_MET, NOT_MET, NOT_MET, NOT_MET, NOT_MET, null);

        assertThat(RiskPolicy.assess(facts("-5.00", "7300.00", 2, 1, nothingMet)))
                .extracting(RiskFinding::code)
                .containsExactly(RiskReason.values());
    }
}
