package org.jiedui.household.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Days within which requests are to be answered, unless the request names its own day. */
@ConfigMapping(prefix = "jiedui.household.request")
public interface RequestConfig {
    /** Days for critical ones, 0 to 30. */
    @WithDefault("1")
    int criticalDays();

    /** Days for urgent ones, 0 to 60. */
    @WithDefault("3")
    int urgentDays();

    /** Days for all others, 1 to 365. */
    @WithDefault("15")
    int normalDays();
}
