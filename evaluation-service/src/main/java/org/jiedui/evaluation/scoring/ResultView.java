package org.jiedui.evaluation.scoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.SubjectRole;

/**
 * A result as clients see it.
 *
 * @param score null without answers, or where it would give an anonymous answer away ({@code scoreWithheld})
 * @param revision 1 as scored; each correction is the next one
 */
@Schema(example = """
        {"id":"019ab000-4444-7000-8000-000000000001","cycleId":"019ab000-1111-7000-8000-000000000001","subjectKind":"TEAM",
         "subjectId":"019ab000-3333-7000-8000-000000000001","region":"330523104201","score":83.00,"scoreWithheld":false,
         "band":"GOOD","published":true,"revision":1,"createdAt":"2026-12-01T08:30:00.000Z","updatedAt":"2026-12-01T08:30:00.000Z","version":1}""")
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
