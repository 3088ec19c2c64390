package org.jiedui.household;

import java.util.UUID;

/**
 * An order to ask the risk rules about all households below a region; the parameters of a job of {@link #KIND}. Whoever
 * changes what the rules measure with submits it in the same transaction.
 *
 * @param region division code; empty: all
 * @param cause {@code NIGHT}, {@code ORDER}, {@code LINE}, {@code RULE_SET}, {@code DISASTER}
 * @param causeId of the line, rule set or disaster; else null
 */
public record RiskAssessmentOrder(String region, String cause, UUID causeId) {
    /** Kind of these jobs. */
    public static final String KIND = "risk-assessment";

    /** Where such a job shows its progress. */
    public static String address(UUID job) {
        return "/api/v1/risk-assessments/" + job;
    }
}
