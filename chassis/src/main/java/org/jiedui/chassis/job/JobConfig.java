package org.jiedui.chassis.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Long work. */
@ConfigMapping(prefix = "jiedui.jobs")
public interface JobConfig {
    /** Whether this process runs jobs; it accepts and shows them anyway. */
    @WithDefault("true")
    boolean enabled();

    /** Jobs that this process runs at once, 1 to 64; of several threads one is kept free of jobs that take long. */
    @WithDefault("2")
    int threads();

    /** How often a process with a free thread looks for jobs of other replicas, 50 ms to 1 min. */
    @WithDefault("PT1S")
    Duration poll();

    /** How long the replica of a job may be silent before another one takes the job over, 2 s to 10 min. */
    @WithDefault("PT20S")
    Duration lease();

    /** Starts without a checkpoint beyond the earlier ones in between after which a job is given up, 1 to 100. */
    @WithDefault("5")
    int starts();

    /** Pause before a job is tried again after a fault, doubled each time, 10 ms to 10 min. */
    @WithDefault("PT2S")
    Duration backoff();

    /** How often a progress stream looks for news, 100 ms to 1 min. */
    @WithDefault("PT0.5S")
    Duration progress();
}
