package org.jiedui.pairing.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.plan.MatchingPlan.Pair;

/**
 * What a run is to do; kept with it, so that it can be done again.
 *
 * @param role {@code PRIMARY} or {@code SUPPORTING}
 * @param from first day of the pairings
 * @param to last day, or null
 * @param locks pairs that must be
 * @param vetoes pairs that must not be
 * @param weights in per cent of the shipped weight of a rule; left out: 100
 * @param seconds longest time to search
 * @param seed of all random choices
 * @param basedOn the run whose proposal was edited, or null
 */
public record Order(
        String region,
        String programme,
        String role,
        LocalDate from,
        LocalDate to,
        List<Pair> locks,
        List<Pair> vetoes,
        Map<MatchRule, Integer> weights,
        int seconds,
        long seed,
        UUID basedOn) {}
