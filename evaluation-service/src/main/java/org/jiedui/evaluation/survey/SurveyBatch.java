package org.jiedui.evaluation.survey;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Tokens issued for a village.
 *
 * @param number 1 upwards per cycle and village
 * @param slips how many tokens it has
 */
@Schema(example = """
        {"id":"019ab000-5555-7000-8000-000000000001","cycleId":"019ab000-1111-7000-8000-000000000001","village":"330523104201",
         "number":1,"slips":30,"createdBy":"clerk-330523104201","createdAt":"2026-12-01T08:30:00.000Z"}""")
public record SurveyBatch(
        UUID id, UUID cycleId, String village, int number, int slips, String createdBy, Instant createdAt) {}
