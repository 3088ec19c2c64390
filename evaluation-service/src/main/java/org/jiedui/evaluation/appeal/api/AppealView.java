package org.jiedui.evaluation.appeal.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.appeal.Appeal;
import org.jiedui.evaluation.appeal.AppealState;

/**
 * An appeal as the appellant and the officers of the region see it.
 *
 * @param resultRevision the version of the result that it is against
 * @param recheckAgrees whether computing the score again gave the same; null before
 */
@Schema(example = """
        {"id":"019ab000-6666-7000-8000-000000000001","resultId":"019ab000-4444-7000-8000-000000000001","resultRevision":1,
         "cycleId":"019ab000-1111-7000-8000-000000000001","region":"330523104201","state":"RECHECKED","grounds":"走访次数漏记",
         "recheckAgrees":true,"decisionReason":null,"decidedAt":null,"createdAt":"2026-12-01T08:30:00.000Z","updatedAt":"2026-12-01T08:30:00.000Z","version":1}""")
public record AppealView(
        UUID id,
        UUID resultId,
        int resultRevision,
        UUID cycleId,
        String region,
        AppealState state,
        String grounds,
        Boolean recheckAgrees,
        String decisionReason,
        Instant decidedAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    static AppealView of(Appeal appeal) {
        return new AppealView(
                appeal.id(),
                appeal.resultId(),
                appeal.resultRevision(),
                appeal.cycleId(),
                appeal.region(),
                appeal.state(),
                appeal.grounds().clear(),
                appeal.recheckAgrees(),
                appeal.decisionReason() == null ? null : appeal.decisionReason().clear(),
                appeal.decidedAt(),
                appeal.createdAt(),
                appeal.updatedAt(),
                appeal.version());
    }

    @Override
    public String toString() {
        return "appeal " + id;
    }
}
