package org.jiedui.pairing.pairing;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** Local practice that overrides what programmes say. */
@ConfigMapping(prefix = "jiedui.pairing")
public interface PairingConfig {
    /** Shortest publicity, 0–90 days, for all programmes; absent: each programme's own. */
    OptionalInt publicityDays();
}
