package org.jiedui.pairing.pairing;

import java.util.UUID;

/** The helper side as it is when the pairing is made. */
public record HelperSide(SideKind side, UUID id, String account, String kind, String unit) {}
