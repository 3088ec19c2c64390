package org.jiedui.household.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** When retention is looked after; what is kept for how long is data, see {@code retention_rule}. */
@ConfigMapping(prefix = "jiedui.household.retention")
public interface RetentionConfig {
    /** Whether this deployment anonymises on schedule. */
    @WithDefault("true")
    boolean scheduled();

    /** Time of day, in the deployment's zone, at which it begins. */
    @WithDefault("02:30")
    LocalTime at();

    /** How often a process looks whether the time has come, 1 s to 1 h. */
    @WithDefault("PT5M")
    Duration look();

    /** Households of one transaction, 1 to 2000. */
    @WithDefault("200")
    int chunk();
}
