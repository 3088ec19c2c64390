package org.jiedui.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

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
}
