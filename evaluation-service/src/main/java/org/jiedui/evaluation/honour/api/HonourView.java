package org.jiedui.evaluation.honour.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.honour.HolderKind;
import org.jiedui.evaluation.honour.Honour;
import org.jiedui.evaluation.honour.HonourKind;
import org.jiedui.evaluation.honour.HonourState;

/** An honour as everybody sees it; the reason of a revocation is for offices of the region. */
@Schema(example = """
        {"id":"019ab000-8888-7000-8000-000000000001","region":"330523","kind":"TITLE","holderKind":"HELPER",
         "holderId":"019ab000-3333-7000-8000-000000000001","title":"优秀导师","wonOn":"2026-10-17",
         "source":"县委组织部 2026 年 12 号","mentorId":null,"state":"HELD","revokeReason":null,
         "createdAt":"2026-12-01T08:30:00.000Z","updatedAt":"2026-12-01T08:30:00.000Z","version":0}""")
public record HonourView(
        UUID id,
        String region,
        HonourKind kind,
        HolderKind holderKind,
        UUID holderId,
        String title,
        LocalDate wonOn,
        String source,
        UUID mentorId,
        HonourState state,
        String revokeReason,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    static HonourView of(Honour honour, boolean withReason) {
        return new HonourView(
                honour.id(),
                honour.region(),
                honour.kind(),
                honour.holderKind(),
                honour.holderId(),
                honour.title(),
                honour.wonOn(),
                honour.source(),
                honour.mentorId(),
                honour.state(),
                withReason && honour.revokeReason() != null
                        ? honour.revokeReason().clear()
                        : null,
                honour.createdAt(),
                honour.updatedAt(),
                honour.version());
    }

    @Override
    public String toString() {
        return "honour " + id;
    }
}
