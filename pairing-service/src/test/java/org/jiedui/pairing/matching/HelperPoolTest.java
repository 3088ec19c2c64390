package org.jiedui.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-13")
class HelperPoolTest {
    /** A database without helpers, whose clock goes as the test says. */
    private static final class Nobody extends Sides {
        private final List<String> read = new ArrayList<>();
        private final List<BigDecimal> asked = new ArrayList<>();
        private BigDecimal now = BigDecimal.valueOf(1_000);

        private Nobody() {
            super(null);
        }

        @Override
        List<Dated> untied(String division, String role) {
            read.add(division);
            return List.of();
        }

        @Override
        Stamps stamps(BigDecimal before, int seconds) {
            asked.add(before);
            return new Stamps(now, Set.of());
        }
    }

    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    private final Nobody sides = new Nobody();
    private final HelperPool pool = new HelperPool(sides);

    @Test
    void asksForWhatWasWrittenSinceTheLastSearch_byTheClockOfTheDatabase() {
        pool.serving("351131", "PRIMARY", DAY, null);
        sides.now = BigDecimal.valueOf(90_000);
        pool.serving("351131", "PRIMARY", DAY, null);
        pool.serving("351131", "PRIMARY", DAY, null);

        assertThat(sides.asked).containsExactly(null, BigDecimal.valueOf(1_000), BigDecimal.valueOf(90_000));
    }

    @Test
    void forgetsDivisionsWithoutHelpers_whenThereAreVeryMany() {
        for (var village = 0; village < 6_000; village++) {
            pool.serving("351131%06d".formatted(village), "PRIMARY", DAY, null);
        }
        sides.read.clear();

        pool.serving("351131005999", "PRIMARY", DAY, null);
        pool.serving("351131000000", "PRIMARY", DAY, null);

        assertThat(sides.read).containsExactly("351131000", "351131000000");
    }
}
