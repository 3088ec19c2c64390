package org.jiedui.pairing.activity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Norms about activities. */
@ConfigMapping(prefix = "jiedui.pairing.activity")
public interface ActivityConfig {
    /** Absences without excuse after which the sides are told, 1–20. */
    @WithDefault("3")
    @Min(1)
    @Max(20)
    int absences();
}
