package org.jiedui.notification.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Server-sent events. */
@ConfigMapping(prefix = "jiedui.notification.stream")
public interface StreamConfig {
    /** How often a process with open streams looks for new events, 10 ms to 10 s. */
    @WithDefault("PT0.1S")
    Duration poll();

    /** How often a quiet stream gets a comment, 1 s to 1 min. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** Open streams per process, 1 to 100 000. */
    @WithDefault("20000")
    int most();

    /** Events that a resumed stream is led through; further behind, it is told to read the inbox instead. */
    @WithDefault("50000")
    int longestCatchUp();
}
