package org.jiedui.pairing.matching;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What the rules count for in one division on one day; a run keeps the book it was begun with. Immutable. */
public final class RuleBook {
    /**
     * What one rule counts for.
     *
     * @param most greatest number of points, not negative; 0: none
     * @param atLeast per cent of the rule below which a helper is vetoed, 1–100; null: the rule is soft
     */
    public record Count(int most, Integer atLeast) {}

    /** The rules as shipped. */
    public static final RuleBook SHIPPED = shipped();

    private static final Count NOTHING = new Count(0, null);

    private final Map<MatchRule, Count> counts;
    private final int most;
    private final boolean vetoes;

    /** A rule that is left out counts for nothing. */
    public RuleBook(Map<MatchRule, Count> counts) {
        var ordered = new EnumMap<MatchRule, Count>(MatchRule.class);
        ordered.putAll(counts);
        this.counts = Collections.unmodifiableMap(ordered);
        most = counts.values().stream().mapToInt(Count::most).sum();
        vetoes = counts.values().stream().anyMatch(count -> count.atLeast() != null);
    }

    private static RuleBook shipped() {
        var counts = new EnumMap<MatchRule, Count>(MatchRule.class);
        for (var rule : MatchRule.values()) {
            counts.put(rule, new Count(rule.most(), null));
        }
        return new RuleBook(counts);
    }

    /** By rule. */
    public Map<MatchRule, Count> counts() {
        return counts;
    }

    /** Greatest number of points of a rule. */
    public int most(MatchRule rule) {
        return counts.getOrDefault(rule, NOTHING).most();
    }

    /** Per cent that a helper needs of the rule, or null. */
    public Integer atLeast(MatchRule rule) {
        return counts.getOrDefault(rule, NOTHING).atLeast();
    }

    /** Greatest number of points of all rules. */
    public int most() {
        return most;
    }

    /** Whether some rule vetoes. */
    public boolean vetoes() {
        return vetoes;
    }
}
