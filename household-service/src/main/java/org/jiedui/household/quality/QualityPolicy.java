package org.jiedui.household.quality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Asks rules about a household. Pure. */
public final class QualityPolicy {
    private QualityPolicy() {}

    /**
     * That a rule found something.
     *
     * @param subject member, measure or the household itself, as {@link QualityRule#subject()} says
     */
    public record Found(QualityRule rule, UUID subject) {}

    /** What these rules find, in their order; nothing in a household in which nobody lives any more. */
    public static List<Found> assess(QualityFacts facts, Collection<QualityRule> rules) {
        if (facts.persons().isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        for (var rule : rules) {
            for (var subject : rule.findIn(facts)) {
                found.add(new Found(rule, subject));
            }
        }
        return found;
    }
}
