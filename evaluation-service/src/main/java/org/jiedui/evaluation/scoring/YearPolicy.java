package org.jiedui.evaluation.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A year from its parts (EV-02): the half-year evaluation and the one at the end of the year, each with its weight. The
 * weight of a part without a score goes to the other. Where the score of a part is withheld the year's is too, and its band:
 * with the other part it would tell. Pure.
 */
public final class YearPolicy {
    /** Version of these rules; part of every answer. */
    public static final String VERSION = "2026.1";

    private static final int PLACES = 2;

    private YearPolicy() {}

    /** The two parts of a year. */
    public enum Part {
        /** A period within one year that ends by the 30th of June. */
        HALF_YEAR,
        /** Any other period within one year, also a whole one. */
        YEAR_END
    }

    /** What a part of the year found; the score is null without answers. */
    public record Found(Part part, UUID result, BigDecimal score, boolean withheld) {}

    /**
     * A part in its year.
     *
     * @param weight percent by the rules
     * @param effectiveWeight percent in this year, 2 places; 0 without a score
     */
    public record Weighed(
            Part part, UUID result, int weight, BigDecimal effectiveWeight, BigDecimal score, boolean withheld) {}

    /** A year; score and band are null when withheld or when no part has a score. */
    public record Year(List<Weighed> parts, BigDecimal score, Band band, boolean withheld) {}

    /** Which part of a year a period is; empty when it belongs to more than one year. */
    public static Optional<Part> part(LocalDate from, LocalDate to) {
        if (from.getYear() != to.getYear()) {
            return Optional.empty();
        }
        return Optional.of(to.isAfter(LocalDate.of(to.getYear(), 6, 30)) ? Part.YEAR_END : Part.HALF_YEAR);
    }

    /** Combines the parts, at most one of each kind. */
    public static Year combine(List<Found> parts, int halfYearWeight, ScoringPolicy.Rules rules) {
        var present = parts.stream()
                .filter(YearPolicy::counts)
                .mapToInt(p -> weight(p.part(), halfYearWeight))
                .sum();
        var withheld = parts.stream().anyMatch(Found::withheld);
        var weighed = parts.stream()
                .map(p -> new Weighed(
                        p.part(),
                        p.result(),
                        weight(p.part(), halfYearWeight),
                        counts(p) && present > 0
                                ? divide(100L * weight(p.part(), halfYearWeight), present)
                                : BigDecimal.ZERO.setScale(PLACES),
                        p.withheld() ? null : p.score(),
                        p.withheld()))
                .toList();
        if (withheld || present == 0) {
            return new Year(weighed, null, null, withheld);
        }
        var sum = parts.stream()
                .filter(YearPolicy::counts)
                .map(p -> p.score().multiply(BigDecimal.valueOf(weight(p.part(), halfYearWeight))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var score = sum.divide(BigDecimal.valueOf(present), PLACES, RoundingMode.HALF_UP);
        return new Year(weighed, score, ScoringPolicy.band(score, rules), false);
    }

    private static boolean counts(Found part) {
        return part.score() != null || part.withheld();
    }

    private static int weight(Part part, int halfYearWeight) {
        return part == Part.HALF_YEAR ? halfYearWeight : 100 - halfYearWeight;
    }

    private static BigDecimal divide(long dividend, long divisor) {
        return BigDecimal.valueOf(dividend).divide(BigDecimal.valueOf(divisor), PLACES, RoundingMode.HALF_UP);
    }
}
