package org.jiedui.pairing.pairing;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The decision that another helper takes over.
 *
 * @param from first day of the successor, which is the first day no longer of the predecessor
 */
public record ReplaceHelper(UUID pairingId, SideKind helperSide, UUID helperId, LocalDate from, Words words) {}
