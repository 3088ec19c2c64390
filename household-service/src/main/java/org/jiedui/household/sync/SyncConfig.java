package org.jiedui.household.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

/** Operations made offline. */
@ConfigMapping(prefix = "jiedui.household.sync")
public interface SyncConfig {
    /** How long results and clients' ids are remembered, at least a day. */
    @WithDefault("P90D")
    Period memory();
}
