package org.jiedui.pairing.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What is asked for, and by which rules it is judged.
 *
 * @param role {@code PRIMARY} or {@code SUPPORTING}
 * @param from first day
 * @param to last day, or null
 * @param helperKinds kinds that the programme takes; empty: all
 * @param unitLevels levels that the programme takes; empty: all
 * @param rules what the soft rules count for
 * @param roads how far divisions are from each other
 * @param below what the rules count for in divisions that have their own; the longest code decides
 */
public record Demand(
        String role,
        LocalDate from,
        LocalDate to,
        List<String> helperKinds,
        List<String> unitLevels,
        RuleBook rules,
        Roads roads,
        Map<String, RuleBook> below) {
    /** Judged by the hard rules and those shipped. */
    public Demand(String role, LocalDate from, LocalDate to, List<String> helperKinds, List<String> unitLevels) {
        this(role, from, to, helperKinds, unitLevels, RuleBook.SHIPPED, Roads.NONE);
    }

    /** Judged by the same rules everywhere. */
    public Demand(
            String role,
            LocalDate from,
            LocalDate to,
            List<String> helperKinds,
            List<String> unitLevels,
            RuleBook rules,
            Roads roads) {
        this(role, from, to, helperKinds, unitLevels, rules, roads, Map.of());
    }

    /** The same for a helped side in one division. */
    public Demand in(String region) {
        if (below.isEmpty()) {
            return this;
        }
        var book = rules;
        for (var ancestor : Sides.ancestors(region)) {
            book = below.getOrDefault(ancestor, book);
        }
        return book == rules ? this : new Demand(role, from, to, helperKinds, unitLevels, book, roads, Map.of());
    }
}
