package org.jiedui.household.visit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.visit.VisitDraft;

/** A draft as its author sees it. */
@Schema(name = "VisitDraft")
public record VisitDraftView(
        UUID id,
        @Schema(implementation = VisitDraftRequest.class) JsonNode visit,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    static VisitDraftView of(VisitDraft draft, ObjectMapper mapper) {
        try {
            return new VisitDraftView(
                    draft.id(), mapper.readTree(draft.body()), draft.createdAt(), draft.updatedAt(), draft.version());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
