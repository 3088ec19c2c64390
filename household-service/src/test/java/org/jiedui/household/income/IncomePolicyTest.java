package org.jiedui.household.income;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.jiedui.chassis.value.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-07")
class IncomePolicyTest {
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
