package org.jiedui.pairing.matching;

import java.time.LocalDate;
import java.util.List;

/**
 * What is asked for.
 *
 * @param role {@code PRIMARY} or {@code SUPPORTING}
 * @param from first day
 * @param to last day, or null
 * @param helperKinds kinds that the programme takes; empty: all
 * @param unitLevels levels that the programme takes; empty: all
 */
public record Demand(String role, LocalDate from, LocalDate to, List<String> helperKinds, List<String> unitLevels) {}
