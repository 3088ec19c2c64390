package org.jiedui.pairing.matching;

import java.time.LocalDate;

/**
 * The wish to let a rule count for something else from a day on.
 *
 * @param code of a {@link MatchRule}
 * @param region division in which; empty: everywhere
 * @param validFrom first day, not before today
 * @param hard whether less than the threshold vetoes
 * @param weight greatest number of points
 * @param threshold per cent, 1–100, of a hard rule; null of a soft one
 */
public record ReviseRule(
        String code,
        String region,
        LocalDate validFrom,
        boolean hard,
        int weight,
        Integer threshold,
        String nameZh,
        String nameEn,
        String descriptionZh,
        String descriptionEn) {}
