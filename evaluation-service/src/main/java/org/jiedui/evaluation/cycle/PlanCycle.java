package org.jiedui.evaluation.cycle;

import java.time.LocalDate;
import java.util.List;

/**
 * Plan a cycle.
 *
 * @param templates codes of templates that together ask every path once; null or empty: those of the programme's rules
 * @param periodFrom first day of the evaluated period
 * @param periodTo last day of it; the rules in force on this day apply
 * @param due last day for answers
 */
public record PlanCycle(
        String region,
        String programme,
        List<String> templates,
        LocalDate periodFrom,
        LocalDate periodTo,
        LocalDate due) {}
