package org.jiedui.pairing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What stays of a pairing for who is no longer its helper. */
@ConfigMapping(prefix = "jiedui.pairing")
public interface HandOverConfig {
    /** Days for which a former helper, or a former member of a team, reads on, 0–366 (PA-11). */
    @WithDefault("30")
    @Min(0)
    @Max(366)
    int handOverDays();
}
