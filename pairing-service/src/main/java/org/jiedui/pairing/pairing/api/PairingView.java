package org.jiedui.pairing.pairing.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.LifeCyclePolicy;
import org.jiedui.pairing.pairing.Pairing;
import org.jiedui.pairing.pairing.PairingReason;
import org.jiedui.pairing.pairing.PairingState;
import org.jiedui.pairing.pairing.Role;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.pairing.Step;

/**
 * A pairing.
 *
 * @param to last planned day, inclusive
 * @param publicityUntil first day on which it may be confirmed
 * @param endedOn first day no longer paired
 * @param steps what may be done next, by those who may
 */
public record PairingView(
        UUID id,
        String programme,
        Role role,
        PairingState state,
        String region,
        HelperView helper,
        HelpedView helped,
        LocalDate from,
        LocalDate to,
        LocalDate endedOn,
        String helperAcceptedBy,
        String helpedAcceptedBy,
        LocalDate publicisedOn,

        @Schema(description = "first day on which it may be confirmed")
        LocalDate publicityUntil,

        Instant confirmedAt,
        LocalDate ceremonyOn,
        String certificateNumber,
        PairingReason reason,
        String remark,
        String exceptionReason,
        String exceptionDocument,
        UUID replacesId,
        UUID replacedById,
        UUID coversId,
        List<Step> steps,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The helper side. */
    public record HelperView(SideKind side, UUID id, String account, String kind, String unit) {}

    /** The helped side. */
    public record HelpedView(HelpedKind kind, UUID id, String account, String region) {}

    /** The view of a pairing. */
    public static PairingView of(Pairing p) {
        return new PairingView(
                p.id(),
                p.programme(),
                p.role(),
                p.state(),
                p.region(),
                new HelperView(p.helperSide(), p.helperId(), p.helperAccount(), p.helperKind(), p.helperUnit()),
                new HelpedView(p.helpedKind(), p.helpedId(), p.helpedAccount(), p.region()),
                p.validFrom(),
                p.validTo(),
                p.endedOn(),
                p.helperAcceptedBy(),
                p.helpedAcceptedBy(),
                p.publicisedOn(),
                p.publicityUntil(),
                p.confirmedAt(),
                p.ceremonyOn(),
                p.certificateNumber(),
                p.reason(),
                p.remark(),
                p.exceptionReason(),
                p.exceptionDocument(),
                p.replacesId(),
                p.replacedById(),
                p.coversId(),
                List.copyOf(LifeCyclePolicy.legal(p.state(), p.coversId() != null)),
                p.createdAt(),
                p.updatedAt(),
                p.version());
    }
}
