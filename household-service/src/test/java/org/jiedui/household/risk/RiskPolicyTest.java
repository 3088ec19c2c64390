package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.registration.Safeguard.MET;
import static org.jiedui.household.registration.Safeguard.NOT_MET;
import static org.jiedui.household.registration.Safeguard.UNKNOWN;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Safeguards;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-15")
class RiskPolicyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final Safeguards ALL_MET = new Safeguards(MET, MET, MET, MET, MET, MET, null);
    private static final RiskThresholds DEFAULT = RiskThresholds.DEFAULT;

    private static RiskFacts.Income income(String perCapita, String previous) {
        return new RiskFacts.Income(
                perCapita == null ? null : Money.of(perCapita), "2025", previous == null ? null : Money.of(previous));
    }

    private static RiskFacts facts(RiskFacts.Income income, RiskFacts.Shocks shocks) {
        return new RiskFacts(income, Money.of("7300.00"), 0, 0, ALL_MET, shocks, List.of(), null);
    }

    private static List<RiskFinding> assess(RiskFacts facts) {
        return RiskPolicy.assess(facts, DEFAULT, TODAY);
    }

    @Test
    void findsNothing_whenAllIsWell() {
        assertThat(assess(facts(income("8030.00", null), RiskFacts.Shocks.NONE)))
                .isEmpty();
    }

    @Test
    void findsNothing_whenNothingIsKnown() {
        var unknown = new Safeguards(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, null);
        assertThat(assess(new RiskFacts(
                        RiskFacts.Income.UNKNOWN,
                        Money.of("7300.00"),
                        0,
                        0,
                        unknown,
                        RiskFacts.Shocks.NONE,
                        List.of(),
                        null)))
                .isEmpty();
        assertThat(assess(new RiskFacts(
                        income("10.00", null), null, 0, 0, unknown, RiskFacts.Shocks.NONE, List.of(), null)))
                .isEmpty();
    }

    @Test
    void givesTheFiguresThatLedToTheIncomeFinding() {
        var findings = assess(facts(income("7299.99", null), RiskFacts.Shocks.NONE));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(RiskReason.INCOME_BELOW_LINE);
        assertThat(findings.get(0).figures())
                .containsEntry("incomePerCapita", "7299.99")
                .containsEntry("line", "7300.00")
                .containsEntry("shortfall", "0.01")
                .containsEntry("year", "2025");
    }

    @Test
    void findsIncomeNearTheLine_belowTheFactorOnly() {
        assertThat(assess(facts(income("8029.99", null), RiskFacts.Shocks.NONE)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(RiskReason.INCOME_NEAR_LINE);
                    assertThat(finding.figures()).containsEntry("limit", "8030.00");
                });
    }

    @Test
    void findsADrop_whenItIsDeepAndTheHouseholdIsNotWellOff() {
        assertThat(assess(facts(income("10000.00", "14285.00"), RiskFacts.Shocks.NONE)))
                .isEmpty();
        assertThat(assess(facts(income("10000.00", "14286.00"), RiskFacts.Shocks.NONE)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(RiskReason.INCOME_DROP);
                    assertThat(finding.figures())
                            .containsEntry("dropPercent", "30.0")
                            .containsEntry("limitPercent", "30")
                            .containsEntry("previousPerCapita", "14286.00");
                });
        assertThat(assess(facts(income("14600.00", "90000.00"), RiskFacts.Shocks.NONE)))
                .isEmpty();
    }

    @Test
    void findsExpensesAndLostWork_fromTheirThresholdsOn() {
        var shocks = new RiskFacts.Shocks(
                Map.of(
                        ShockKind.MEDICAL_EXPENSE, Money.of("20000.00"),
                        ShockKind.EDUCATION_EXPENSE, Money.of("14999.99"),
                        ShockKind.OTHER_EXPENSE, Money.of("30000.00")),
                1);
        assertThat(assess(facts(income("9000.00", null), shocks)))
                .extracting(RiskFinding::code)
                .containsExactly(RiskReason.MEDICAL_EXPENSE, RiskReason.OTHER_EXPENSE, RiskReason.JOB_LOST);
    }

    @Test
    void findsAnOverdueVisit_ofAHouseholdInCareOnly() {
        var seen = TODAY.minusDays(60);
        var inCare = new RiskFacts(
                income("9000.00", null),
                Money.of("7300.00"),
                0,
                0,
                ALL_MET,
                RiskFacts.Shocks.NONE,
                List.of(),
                new RiskFacts.Visit(seen));
        assertThat(assess(inCare)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(RiskReason.VISIT_OVERDUE);
            assertThat(finding.code().isRisk()).isFalse();
            assertThat(finding.figures())
                    .containsEntry("lastVisitedOn", seen.toString())
                    .containsEntry("limitDays", "60");
        });
        // the next day says the same: an alert does not change because time goes by
        assertThat(RiskPolicy.assess(inCare, DEFAULT, TODAY.plusDays(1))).isEqualTo(assess(inCare));
        assertThat(RiskPolicy.assess(inCare, DEFAULT, TODAY.minusDays(1))).isEmpty();
    }

    @Test
    void findsEveryRisk_inTheOrderOfTheList() {
        var nothingMet = new Safeguards(NOT_MET, NOT_MET, NOT_MET, NOT_MET, NOT_MET, NOT_MET, null);
        var shocks = new RiskFacts.Shocks(
                Map.of(
                        ShockKind.MEDICAL_EXPENSE, Money.of("90000.00"),
                        ShockKind.EDUCATION_EXPENSE, Money.of("90000.00"),
                        ShockKind.OTHER_EXPENSE, Money.of("90000.00")),
                3);
        var facts = new RiskFacts(
                income("-5.00", "7300.00"),
                Money.of("7300.00"),
                2,
                1,
                nothingMet,
                shocks,
                List.of(new RiskFacts.Declared(DisasterKind.FLOOD, TODAY)),
                new RiskFacts.Visit(TODAY.minusYears(1)));

        var codes = assess(facts).stream().map(RiskFinding::code).toList();
        assertThat(codes).isSorted();
        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(java.util.Arrays.stream(RiskReason.values())
                        .filter(reason -> reason != RiskReason.INCOME_NEAR_LINE)
                        .toList());
    }

    @Test
    void doesNotLookForWhatIsSwitchedOff() {
        var thresholds = new RiskThresholds(
                new BigDecimal("1.00"),
                new BigDecimal("2.00"),
                30,
                Money.of("1.00"),
                Money.of("1.00"),
                Money.of("1.00"),
                1,
                60,
                List.of(RiskReason.INCOME_BELOW_LINE));
        assertThat(RiskPolicy.assess(facts(income("1.00", null), RiskFacts.Shocks.NONE), thresholds, TODAY))
                .isEmpty();
    }

    @Test
    void measuresWithTheNearestRegionsStandards() {
        var standards = new RiskStandards(TODAY);
        standards.line("", new RiskStandards.Line(null, Money.of("7300.00")));
        standards.line("33", new RiskStandards.Line(null, Money.of("8500.00")));
        standards.disaster("330523", new RiskFacts.Declared(DisasterKind.FLOOD, TODAY));

        assertThat(standards.line("330523104201").amount()).isEqualTo(Money.of("8500.00"));
        assertThat(standards.line("520000000001").amount()).isEqualTo(Money.of("7300.00"));
        assertThat(standards.disasters("330523104201")).hasSize(1);
        assertThat(standards.disasters("330522101201")).isEmpty();
    }
}
