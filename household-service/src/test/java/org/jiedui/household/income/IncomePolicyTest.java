package org.jiedui.household.income;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiedui.chassis.value.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-07")
class IncomePolicyTest {
    private static IncomeLine line(IncomeItem item, String amount, String month) {
        return new IncomeLine(item, Money.of(amount), null, month == null ? null : YearMonth.parse(month));
    }

    @Test
    void countsDatedLinesOfTheWindowAndTwelfthsOfYearlyOnes() {
        var byYear = Map.of(
                2025,
                List.of(
                        line(IncomeItem.WAGE_LABOUR, "12000.00", null),
                        line(IncomeItem.TRANSFER_RELIEF, "500.00", "2025-10"),
                        line(IncomeItem.TRANSFER_RELIEF, "700.00", "2025-11")),
                2026,
                List.of(
                        line(IncomeItem.WAGE_LABOUR, "9000.00", "2026-10"),
                        line(IncomeItem.COST_PLANTING, "100.00", "2026-03")));

        var rolling = IncomePolicy.rolling(byYear, 2, YearMonth.of(2026, 11));

        assertThat(rolling.from()).isEqualTo(YearMonth.of(2025, 11));
        assertThat(rolling.to()).isEqualTo(YearMonth.of(2026, 10));
        assertThat(rolling.decides()).isTrue();
        // 2/12 of 12 000 + 700 + 9 000 - 100
        assertThat(rolling.result().net()).isEqualTo(Money.of("11600.00"));
        assertThat(rolling.result().perCapita()).isEqualTo(Money.of("5800.00"));
        assertThat(rolling.result().steps())
                .filteredOn(step -> "2/12".equals(step.share()))
                .singleElement()
                .satisfies(step -> assertThat(step.value()).isEqualTo("2000.00"));
    }

    @Test
    void doesNotDecide_whenMonthsAreMissingOrNothingIsDated() {
        var months = Map.of(2026, List.of(line(IncomeItem.WAGE_LABOUR, "9000.00", "2026-08")));
        assertThat(IncomePolicy.rolling(months, 1, YearMonth.of(2026, 11)).coveredMonths())
                .isEqualTo(8);
        assertThat(IncomePolicy.rollingNet(months, YearMonth.of(2026, 11))).isEmpty();
        var years = Map.of(
                2025, List.of(line(IncomeItem.WAGE_LABOUR, "1.00", null)),
                2026, List.of(line(IncomeItem.WAGE_LABOUR, "1.00", null)));
        assertThat(IncomePolicy.rolling(years, 1, YearMonth.of(2026, 11)).coveredMonths())
                .isEqualTo(12);
        assertThat(IncomePolicy.rollingNet(years, YearMonth.of(2026, 11))).isEmpty();
    }

    /** Twelve windows of a year that is known by months make that year, whatever the month in which one looks. */
    @Test
    void addsUpToTheYear_whenTheWindowIsTheYear() {
        var random = new Random(12);
        for (var round = 0; round < 200; round++) {
            var lines = new ArrayList<IncomeLine>();
            for (var month = 1; month <= 12; month++) {
                lines.add(line(
                        IncomeItem.values()[random.nextInt(IncomeItem.values().length)],
                        String.valueOf(random.nextInt(5000)),
                        "2025-%02d".formatted(month)));
            }
            assertThat(IncomePolicy.rolling(Map.of(2025, lines), 3, YearMonth.of(2026, 1))
                            .result()
                            .net())
                    .isEqualTo(IncomePolicy.compute(lines, 3).net());
        }
    }

    /** Whatever the lines, the steps add up to the net income and lead to the figure, to the cent. */
    @Test
    void explainsEveryFigureByItsLines() {
        var random = new Random(7);
        for (var round = 0; round < 500; round++) {
            var lines = new ArrayList<IncomeLine>();
            for (var i = random.nextInt(12); i >= 0; i--) {
                var item = IncomeItem.values()[random.nextInt(IncomeItem.values().length)];
                lines.add(new IncomeLine(
                        item, Money.of("%d.%02d".formatted(random.nextInt(60_000), random.nextInt(100))), null));
            }
            var members = 1 + random.nextInt(9);

            var result = IncomePolicy.compute(lines, members);

            var sum = Money.ZERO;
            for (var step : result.steps()) {
                if (step.kind().equals("LINE")) {
                    sum = step.sign().equals("+")
                            ? sum.plus(Money.of(step.value()))
                            : sum.minus(Money.of(step.value()));
                }
            }
            assertThat(result.net()).isEqualTo(sum);
            assertThat(result.perCapita()).isEqualTo(sum.dividedBy(members));
            assertThat(result.steps().get(result.steps().size() - 1).value())
                    .isEqualTo(result.perCapita().toString());
        }
    }
}
