package org.jiedui.household.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Working days within which requests are to be answered, unless the request names its own day. */
@ConfigMapping(prefix = "jiedui.household.request")
public interface RequestConfig {
    /** Working days for critical ones, 0 to 30. */
    @WithDefault("1")
    int criticalDays();

    /** Working days for urgent ones, 0 to 60. */
    @WithDefault("3")
    int urgentDays();

    /** Working days for all others, 1 to 250. */
    @WithDefault("15")
    int normalDays();

    /** How often requests whose due date passed are looked for, at least a minute. */
    @WithDefault("PT1H")
    Duration overdueEvery();
}
