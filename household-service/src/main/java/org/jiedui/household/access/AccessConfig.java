package org.jiedui.household.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Access of helpers to the households of their pairings. */
@ConfigMapping(prefix = "jiedui.household.access")
public interface AccessConfig {
    /** Days for which a former helper may read on after the pairing's last day, 0 to 365 (domain PA-11). */
    @WithDefault("30")
    int readingDays();
}
