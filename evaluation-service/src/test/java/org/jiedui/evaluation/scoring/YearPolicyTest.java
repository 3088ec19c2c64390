package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.evaluation.scoring.YearPolicy.Found;
import org.jiedui.evaluation.scoring.YearPolicy.Part;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-02")
class YearPolicyTest {
    private static final ScoringPolicy.Rules RULES = new ScoringPolicy.Rules(
            new BigDecimal("90"), new BigDecimal("80"), new BigDecimal("60"), new BigDecimal("0.150"), 10);

    private static Found part(Part part, String score, boolean withheld) {
        return new Found(part, UUID.randomUUID(), score == null ? null : new BigDecimal(score), withheld);
    }

    @Test
    void weighsHalfYearThirtyAndYearEndSeventy() {
        var year = YearPolicy.combine(
                List.of(part(Part.HALF_YEAR, "80.00", false), part(Part.YEAR_END, "95.00", false)), 30, RULES);

        assertThat(year.score()).isEqualByComparingTo("90.50");
        assertThat(year.band()).isEqualTo(Band.EXCELLENT);
    }

    @Test
    void givesTheWeightOfAMissingPart_toTheOther() {
        var year = YearPolicy.combine(
                List.of(part(Part.HALF_YEAR, null, false), part(Part.YEAR_END, "88.00", false)), 30, RULES);

        assertThat(year.score()).isEqualByComparingTo("88.00");
        assertThat(year.parts().get(1).effectiveWeight()).isEqualByComparingTo("100");
        assertThat(YearPolicy.combine(List.of(part(Part.YEAR_END, null, false)), 30, RULES)
                        .score())
                .isNull();
    }

    @Test
    void withholdsTheYear_whenAPartIsWithheld() {
        var year = YearPolicy.combine(
                List.of(part(Part.HALF_YEAR, null, true), part(Part.YEAR_END, "88.00", false)), 30, RULES);

        assertThat(year.withheld()).isTrue();
        assertThat(year.score()).isNull();
        assertThat(year.band()).isNull();
    }

    @Test
    void knowsThePartOfAPeriod() {
        assertThat(YearPolicy.part(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-06-30")))
                .contains(Part.HALF_YEAR);
        assertThat(YearPolicy.part(LocalDate.parse("2026-07-01"), LocalDate.parse("2026-12-31")))
                .contains(Part.YEAR_END);
        assertThat(YearPolicy.part(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31")))
                .contains(Part.YEAR_END);
        assertThat(YearPolicy.part(LocalDate.parse("2026-07-01"), LocalDate.parse("2027-06-30")))
                .isEmpty();
    }
}
