package org.jiedui.pairing.pairing.api;

import java.time.Instant;
import java.util.UUID;
import org.jiedui.pairing.pairing.Objection;

/** An objection and its answer; who raised it is told to offices only. */
public record ObjectionView(
        UUID id,
        UUID pairingId,
        String raisedBy,
        Instant raisedAt,
        String text,
        String answer,
        Boolean upheld,
        String answeredBy,
        Instant answeredAt) {
    static ObjectionView of(Objection objection, boolean office) {
        return new ObjectionView(
                objection.id(),
                objection.pairingId(),
                office ? objection.raisedBy() : null,
                objection.raisedAt(),
                objection.text(),
                objection.answer(),
                objection.upheld(),
                office ? objection.answeredBy() : null,
                objection.answeredAt());
    }
}
