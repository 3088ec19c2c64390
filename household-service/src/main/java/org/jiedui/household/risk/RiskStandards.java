package org.jiedui.household.risk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.value.Money;

/**
 * What households are measured with on a day: lines, rule sets and disasters in force, all of them at hand, so that a
 * household's own are found without asking again. Of several the nearest ancestor's counts, and of that the latest.
 */
public final class RiskStandards {
    private static final int[] LEVELS = {12, 9, 6, 4, 2, 0};

    private final LocalDate day;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Rules> rules = new HashMap<>();
    private final Map<String, List<RiskFacts.Declared>> disasters = new HashMap<>();

    RiskStandards(LocalDate day) {
        this.day = day;
    }

    /** The monitoring line that was in force. */
    public record Line(UUID id, Money amount) {}

    /** The rule set that was in force. */
    public record Rules(UUID id, RiskThresholds thresholds) {
        /** None was made. */
        static final Rules DEFAULT = new Rules(null, RiskThresholds.DEFAULT);
    }

    /** To be told in the order in which they began: a later one takes the place of an earlier one. */
    void line(String region, Line line) {
        lines.put(region, line);
    }

    void rules(String region, Rules set) {
        rules.put(region, set);
    }

    void disaster(String region, RiskFacts.Declared declared) {
        disasters.computeIfAbsent(region, r -> new ArrayList<>()).add(declared);
    }

    /** The day. */
    public LocalDate day() {
        return day;
    }

    /** The line of a village, or null. */
    public Line line(String village) {
        return nearest(lines, village);
    }

    /** The rule set of a village. */
    public Rules rules(String village) {
        var found = nearest(rules, village);
        return found == null ? Rules.DEFAULT : found;
    }

    /** Disasters of a village, those declared for the widest region last. */
    public List<RiskFacts.Declared> disasters(String village) {
        if (disasters.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<RiskFacts.Declared>();
        for (var level : LEVELS) {
            found.addAll(disasters.getOrDefault(prefix(village, level), List.of()));
        }
        return found;
    }

    private static <T> T nearest(Map<String, T> byRegion, String village) {
        for (var level : LEVELS) {
            var found = byRegion.get(prefix(village, level));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String prefix(String village, int level) {
        return village.length() <= level ? village : village.substring(0, level);
    }
}
