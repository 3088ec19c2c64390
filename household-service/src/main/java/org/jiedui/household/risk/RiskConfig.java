package org.jiedui.household.risk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Times of the risk procedure (domain 5.1, local practice). */
@ConfigMapping(prefix = "jiedui.household.risk")
public interface RiskConfig {
    /** Least days of publicity before the township may review, 0 to 60. */
    @WithDefault("5")
    int publicityDays();

    /** Least months of monitoring before the risk may be called eliminated, 0 to 60. */
    @WithDefault("6")
    int observationMonths();

    /** Working days (Monday to Friday) from the clue to the county's decision, 1 to 250. */
    @WithDefault("15")
    int procedureWorkingDays();

    /** Whether a raised alert begins a case by itself. */
    @WithDefault("true")
    boolean openCaseOnAlert();
}
