package org.jiedui.household.publicity.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.publicity.Objection;

/** An objection with its answer. */
@Schema(name = "PublicityObjection")
public record ObjectionView(
        UUID id, Integer position, String content, Instant notedAt, Boolean upheld, String answer, Instant answeredAt) {
    static ObjectionView of(Objection objection) {
        return new ObjectionView(
                objection.id(),
                objection.position(),
                objection.content(),
                objection.notedAt(),
                objection.upheld(),
                objection.answer(),
                objection.answeredAt());
    }
}
