package org.jiedui.evaluation.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The quota of the top band (EV-07), decided one subject at a time: a pool's border says which composite is the first one
 * without a place, and how many places are left for those who have exactly this composite. Pure; gives the same as
 * {@link ScoringPolicy#applyQuota}, which sees all subjects at once.
 */
public final class QuotaPolicy {
    /** Better ones first; a missing path counts as less than any score. */
    static final Comparator<List<BigDecimal>> BETTER_FIRST = (a, b) -> {
        var by = 0;
        for (var i = 0; by == 0 && i < Math.min(a.size(), b.size()); i++) {
            by = b.get(i).compareTo(a.get(i));
        }
        return by;
    };

    private QuotaPolicy() {}

    /**
     * Subjects that compete for the same places.
     *
     * @param unit null for all units of the role that are too small for a place of their own
     */
    public record Pool(String role, String unit) {}

    /** Equal in composite and in all paths, {@code paths} being from the heaviest to the lightest. */
    public record Tie(List<BigDecimal> paths, long count) {}

    /**
     * Where a pool's places end; a pool with places for all of its top band has none.
     *
     * @param composite the first one that does not fit
     * @param left places for those who have this composite
     * @param tied how many have it
     * @param ties these by their paths, as far as they were counted
     */
    public record Border(Pool pool, BigDecimal composite, long left, long tied, List<Tie> ties) {
        /** Whether the paths decide. */
        boolean byPaths() {
            return left > 0 && tied > 1;
        }

        /** With one more of these paths. */
        Border counting(List<BigDecimal> paths) {
            var next = new ArrayList<Tie>(ties.size() + 1);
            var found = false;
            for (var tie : ties) {
                var same = BETTER_FIRST.compare(tie.paths(), paths) == 0;
                next.add(same ? new Tie(tie.paths(), tie.count() + 1) : tie);
                found |= same;
            }
            if (!found) {
                next.add(new Tie(paths, 1));
            }
            return new Border(pool, composite, left, tied, next);
        }
    }

    /** How many of so many may be in the top band. */
    public static long places(long members, BigDecimal quota) {
        return quota.multiply(BigDecimal.valueOf(members))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** The units, by role and how many scored subjects they have, that are too small for a place of their own. */
    public static Set<Pool> small(Map<Pool, Long> members, BigDecimal quota) {
        return members.entrySet().stream()
                .filter(u -> places(u.getValue(), quota) == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether a subject of the top band has no place in its pool, whose border this is; null for a pool without one. */
    public static boolean lowers(Border border, ScoringPolicy.Scored scored) {
        if (border == null || scored.composite().compareTo(border.composite()) > 0) {
            return false;
        }
        if (scored.composite().compareTo(border.composite()) < 0 || !border.byPaths()) {
            return true;
        }
        var mine = ScoringPolicy.pathsByWeight(scored);
        // who is equal at the border goes down together
        var notWorse = border.ties().stream()
                .filter(t -> BETTER_FIRST.compare(t.paths(), mine) <= 0)
                .mapToLong(Tie::count)
                .sum();
        return notWorse > border.left();
    }
}
