package org.jiedui.evaluation.survey;

import java.time.Instant;
import java.util.UUID;

/**
 * Tokens issued for a village.
 *
 * @param number 1 upwards per cycle and village
 * @param slips how many tokens it has
 */
public record SurveyBatch(
        UUID id, UUID cycleId, String village, int number, int slips, String createdBy, Instant createdAt) {}
