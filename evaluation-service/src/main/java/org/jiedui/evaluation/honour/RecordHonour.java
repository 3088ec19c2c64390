package org.jiedui.evaluation.honour;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Record an honour or a step of growth.
 *
 * @param source document or decision by which it was won
 * @param mentor growth: under whom; null for titles
 */
public record RecordHonour(
        String region,
        HonourKind kind,
        HolderKind holderKind,
        UUID holder,
        String title,
        LocalDate wonOn,
        String source,
        UUID mentor) {}
