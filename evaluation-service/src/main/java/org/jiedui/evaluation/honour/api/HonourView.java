package org.jiedui.evaluation.honour.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.evaluation.honour.HolderKind;
import org.jiedui.evaluation.honour.Honour;
import org.jiedui.evaluation.honour.HonourKind;
import org.jiedui.evaluation.honour.HonourState;

/** An honour as everybody sees it; the reason of a revocation is for offices of the region. */
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
