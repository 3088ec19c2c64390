package org.jiedui.pairing.pairing;

/** Where a pairing is in its life. */
public enum PairingState {
    PROPOSED,
    ACCEPTED,
    PUBLICISED,
    ACTIVE,
    SUSPENDED,
    COMPLETED,
    ENDED,
    REPLACED,
    WITHDRAWN;

    /** Whether it holds a place of the helper. */
    public boolean live() {
        return switch (this) {
            case PROPOSED, ACCEPTED, PUBLICISED, ACTIVE, SUSPENDED -> true;
            case COMPLETED, ENDED, REPLACED, WITHDRAWN -> false;
        };
    }
}
