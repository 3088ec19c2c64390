package org.jiedui.notification.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Work that comes due by itself: reminders, broadcasts, watch over endpoints. */
@ConfigMapping(prefix = "jiedui.notification.schedule")
public interface ScheduleConfig {
    /** Whether this process does it. */
    @WithDefault("true")
    boolean enabled();

    /** How often each process looks, 10 ms to 10 min. */
    @WithDefault("PT1S")
    Duration poll();

    /** How long one process keeps a piece of work to itself, 5 s to 10 min. */
    @WithDefault("PT30S")
    Duration lease();
}
