package org.jiedui.pairing;

import java.util.UUID;

/** Order of a job: a mentee or enterprise moved to another division, and what is known of its pairings follows. */
public record HelpedMoved(UUID helpedId) {
    /** Kind of these jobs. */
    public static final String KIND = "helped-moved";
}
