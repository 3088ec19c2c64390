package org.jiedui.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Knobs of the evaluation service. Weights, bands and quotas are no knobs: they are data with validity. */
@ConfigMapping(prefix = "jiedui.evaluation")
public interface EvaluationConfig {
    /** Days of publicity of results when the request names none, 0 to 60. */
    @WithDefault("5")
    @Min(0)
    @Max(60)
    int publicityDays();

    /** Days after a result was published or last corrected in which its subject may appeal, 1 to 60. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int appealDays();

    /** How long a request to open a cycle waits for pairings that are still on the log, 0 to 20 s; then a job waits on. */
    @WithDefault("PT3S")
    Duration openingPatience();

    /** How long that job waits before it gives up with {@code PAIRINGS_BEHIND}, 1 s to 1 day; opening again goes on. */
    @WithDefault("PT30M")
    Duration watermarkPatience();
}
