package org.jiedui.evaluation.honour.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.honour.ModelCase;
import org.jiedui.evaluation.honour.ModelCaseState;

/** A model case. */
@Schema(example = """
        {"id":"019ab000-9999-7000-8000-000000000001","region":"330523","state":"PUBLISHED","title":"一片白茶富一户",
         "summary":"结对干部帮助引种白茶并联系收购……","cause":"LACK_OF_FUNDS","measure":"INDUSTRY","pairingId":null,
         "reviewReason":null,"createdAt":"2026-12-01T08:30:00.000Z","updatedAt":"2026-12-01T08:30:00.000Z","version":2}""")
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
