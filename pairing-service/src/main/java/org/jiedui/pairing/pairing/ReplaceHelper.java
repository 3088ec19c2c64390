package org.jiedui.pairing.pairing;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The decision that another helper takes over.
 *
 * @param from first day of the successor
 * @param overlapDays days from then on that both work together, 0–92; then the predecessor is over
 */
public record ReplaceHelper(
        UUID pairingId, SideKind helperSide, UUID helperId, LocalDate from, int overlapDays, Words words) {}
