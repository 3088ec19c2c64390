package org.jiedui.pairing.pairing.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.pairing.pairing.ChangeRequest;
import org.jiedui.pairing.pairing.PairingReason;

/** A change request; {@code overdue} when it is open after its last day. */
public record ChangeRequestView(
        UUID id,
        UUID pairingId,
        String region,
        ChangeRequest.Side side,
        ChangeRequest.Wish wish,
        PairingReason reason,
        String text,
        Instant raisedAt,
        LocalDate due,
        boolean overdue,
        ChangeRequest.State state,
        String answer,
        Instant decidedAt,
        long version) {
    static ChangeRequestView of(ChangeRequest request, LocalDate today) {
        return new ChangeRequestView(
                request.id(),
                request.pairingId(),
                request.region(),
                request.side(),
                request.wish(),
                request.reason(),
                request.text(),
                request.raisedAt(),
                request.due(),
                request.state() == ChangeRequest.State.OPEN && request.due().isBefore(today),
                request.state(),
                request.answer(),
                request.decidedAt(),
                request.version());
    }
}
