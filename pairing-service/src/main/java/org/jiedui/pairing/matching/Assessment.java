package org.jiedui.pairing.matching;

import java.util.List;
import java.util.Map;

/**
 * How well a helper fits.
 *
 * @param score sum of the points, 0–100
 * @param points by rule; rules about which nothing is known are left out
 * @param vetoes hard rules that stand against it; empty: feasible
 */
public record Assessment(int score, Map<MatchRule, Integer> points, List<Veto> vetoes) {
    /** Whether nothing stands against it. */
    public boolean feasible() {
        return vetoes.isEmpty();
    }
}
