package org.jiedui.evaluation.cycle;

import java.time.LocalDate;
import java.util.UUID;

/** What this service keeps of a pairing, as announced by its service; {@code version} orders what was announced. */
public record PairingFact(
        UUID id,
        String programme,
        String region,
        String state,
        UUID helperId,
        String helperAccount,
        String helperUnit,
        String helpedKind,
        UUID helpedId,
        String helpedAccount,
        String helpedRegion,
        LocalDate from,
        LocalDate to,
        long version) {}
