package org.jiedui.evaluation.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The optional correction of lenient and strict raters (EV-07). A rater with enough answers on a path is moved towards the
 * mean of all answers on that path, by a share of the distance between the means; every answer of the rater by the same
 * amount. Offices only: whoever rates one or two people has no habit that could be told from their merit. Pure.
 */
public final class RaterPolicy {
    /** Paths whose raters rate many. */
    public static final Set<String> PATHS = Set.of("UNIT", "SENDING_UNIT", "OFFICE", "SUPERVISOR");

    private static final int PLACES = 6;

    private RaterPolicy() {}

    /** Number and sum of scores. */
    public record Marks(long answers, BigDecimal total) {
        Marks and(Marks more) {
            return new Marks(answers + more.answers, total.add(more.total));
        }

        private BigDecimal mean() {
            return total.divide(BigDecimal.valueOf(answers), PLACES, RoundingMode.HALF_UP);
        }
    }

    /**
     * The marks of all raters of a cycle.
     *
     * @param after the last subject whose answers are counted
     * @param raters by path and account
     */
    public record Raters(UUID after, Map<String, Map<String, Marks>> raters) {
        /** None yet. */
        static Raters none(UUID beginning) {
            return new Raters(beginning, new HashMap<>());
        }

        /** Counts one score of a rater. */
        void count(String path, String rater, BigDecimal score) {
            raters.computeIfAbsent(path, p -> new HashMap<>()).merge(rater, new Marks(1, score), Marks::and);
        }

        /**
         * What is added to each answer of a rater on a path, 6 places; null for no correction.
         *
         * @param share of the distance, 0–1
         * @param least answers below which a rater is not corrected
         */
        public BigDecimal shift(String path, String rater, BigDecimal share, int least) {
            var all = raters.get(path);
            if (all == null || rater == null || !all.containsKey(rater)) {
                return null;
            }
            var mine = all.get(rater);
            return mine.answers() < least
                    ? null
                    : all.values().stream()
                            .reduce(Marks::and)
                            .orElseThrow()
                            .mean()
                            .subtract(mine.mean())
                            .multiply(share)
                            .setScale(PLACES, RoundingMode.HALF_UP);
        }
    }
}
