package org.jiedui.pairing.pairing;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The decision that another helper takes over.
 *
 * @param from first day of the successor
 * @param to last day of the successor; null: for the rest of the term, and without one when that is over
 * @param overlapDays days from then on that both work together, 0–{@value #MOST_OVERLAP_DAYS}; then the predecessor is over
 */
public record ReplaceHelper(
        UUID pairingId,
        SideKind helperSide,
        UUID helperId,
        LocalDate from,
        LocalDate to,
        int overlapDays,
        Words words) {
    /** Most days of an overlap (PA-11). */
    public static final int MOST_OVERLAP_DAYS = 92;
}
