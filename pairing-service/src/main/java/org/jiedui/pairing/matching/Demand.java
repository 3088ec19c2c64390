package org.jiedui.pairing.matching;

import java.time.LocalDate;
import java.util.List;

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
 */
public record Demand(
        String role,
        LocalDate from,
        LocalDate to,
        List<String> helperKinds,
        List<String> unitLevels,
        RuleBook rules,
        Roads roads) {
    /** Judged by the hard rules and those shipped. */
    public Demand(String role, LocalDate from, LocalDate to, List<String> helperKinds, List<String> unitLevels) {
        this(role, from, to, helperKinds, unitLevels, RuleBook.SHIPPED, Roads.NONE);
    }
}
