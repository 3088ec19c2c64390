package org.jiedui.pairing.pairing;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The wish to pair two sides.
 *
 * @param helperSide whether {@code helperId} is a person or a team or organisation
 * @param helpedId null for a village
 * @param village code of the village, null for all other kinds
 * @param to last day, or null
 */
public record ProposePairing(
        String programme,
        Role role,
        SideKind helperSide,
        UUID helperId,
        HelpedKind helpedKind,
        UUID helpedId,
        String village,
        LocalDate from,
        LocalDate to) {}
