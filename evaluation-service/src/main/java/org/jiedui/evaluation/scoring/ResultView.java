package org.jiedui.evaluation.scoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.evaluation.SubjectRole;

/**
 * A result as clients see it.
 *
 * @param score null without answers, or where it would give an anonymous answer away ({@code scoreWithheld})
 * @param revision 1 as scored; each correction is the next one
 */
public record ResultView(
        UUID id,
        UUID cycleId,
        SubjectRole subjectKind,
        UUID subjectId,
        String region,
        BigDecimal score,
        boolean scoreWithheld,
        Band band,
        boolean published,
        int revision,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The view of a result. */
    public static ResultView of(Result result) {
        return new ResultView(
                result.id(),
                result.cycleId(),
                result.subjectRole(),
                result.subjectId(),
                result.region(),
                result.shownScore(),
                result.scoreWithheld(),
                result.band(),
                result.published(),
                result.revision(),
                result.createdAt(),
                result.updatedAt(),
                result.version());
    }
}
