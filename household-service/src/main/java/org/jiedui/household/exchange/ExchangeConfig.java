package org.jiedui.household.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Imports and exports. */
@ConfigMapping(prefix = "jiedui.household.exchange")
public interface ExchangeConfig {
    /** Whether every import that writes waits until a second person releases it; a caller may ask for it in any case. */
    @WithDefault("false")
    boolean releaseImports();

    /** How long the file of an export can be fetched, 5 minutes to 7 days. */
    @WithDefault("P1D")
    Duration keepExports();
}
