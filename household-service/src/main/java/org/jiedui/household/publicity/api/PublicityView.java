package org.jiedui.household.publicity.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.publicity.Publicity;
import org.jiedui.household.publicity.PublicityKind;
import org.jiedui.household.publicity.PublicityState;

/** A notice as the API shows it. */
@Schema(name = "Publicity")
public record PublicityView(
        UUID id,
        String region,
        PublicityKind kind,
        PublicityState state,
        String title,
        String place,
        String contact,
        @Schema(description = "first day") LocalDate from,
        @Schema(description = "last day") LocalDate until,
        LocalDate contentFrom,
        LocalDate contentTo,
        int entries,
        int openObjections,
        Instant postedAt,
        Instant closedAt,
        Instant withdrawnAt,
        String withdrawnReason,
        long version) {
    static PublicityView of(Publicity publicity, LocalDate today) {
        return new PublicityView(
                publicity.id(),
                publicity.region(),
                publicity.kind(),
                publicity.state(today),
                publicity.title(),
                publicity.place(),
                publicity.contact(),
                publicity.fromDay(),
                publicity.untilDay(),
                publicity.contentFrom(),
                publicity.contentTo(),
                publicity.entryCount(),
                publicity.openObjections(),
                publicity.postedAt(),
                publicity.closedAt(),
                publicity.withdrawnAt(),
                publicity.withdrawnReason(),
                publicity.version());
    }
}
