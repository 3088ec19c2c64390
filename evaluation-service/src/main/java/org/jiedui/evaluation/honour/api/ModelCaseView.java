package org.jiedui.evaluation.honour.api;

import java.time.Instant;
import java.util.UUID;
import org.jiedui.evaluation.honour.ModelCase;
import org.jiedui.evaluation.honour.ModelCaseState;

/** A model case. */
public record ModelCaseView(
        UUID id,
        String region,
        ModelCaseState state,
        String title,
        String summary,
        String cause,
        String measure,
        UUID pairingId,
        String reviewReason,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    static ModelCaseView of(ModelCase about) {
        return new ModelCaseView(
                about.id(),
                about.region(),
                about.state(),
                about.title(),
                about.summary(),
                about.cause(),
                about.measure(),
                about.pairingId(),
                about.reviewReason(),
                about.createdAt(),
                about.updatedAt(),
                about.version());
    }
}
