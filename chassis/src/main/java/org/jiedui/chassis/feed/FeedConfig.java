package org.jiedui.chassis.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The change feed. */
@ConfigMapping(prefix = "jiedui.feed")
public interface FeedConfig {
    /** Whether this process takes part in sequencing. */
    @WithDefault("true")
    boolean enabled();

    /** How often the sequencer looks for changes that other replicas wrote, 10 ms to 10 s. */
    @WithDefault("PT0.05S")
    Duration poll();

    /** How long a sequencer may go without renewing its lease before another one takes over, 2 s to 5 min. */
    @WithDefault("PT10S")
    Duration lease();

    /** Changes per transaction of the sequencer, 1 to 5 000. */
    @WithDefault("2000")
    int batch();
}
