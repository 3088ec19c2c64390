package org.jiedui.household.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Imports and exports. With a value out of its range the service does not start. */
@ConfigMapping(prefix = "jiedui.household.exchange")
public interface ExchangeConfig {
    /** Whether every import that writes waits until a second person releases it; a caller may ask for it in any case. */
    @WithDefault("false")
    boolean releaseImports();

    /**
     * Most rows of an import in mode all-or-nothing, 1 to 1000000: it is one transaction, which holds its locks to the end, and
     * its reports wait in memory.
     */
    @WithDefault("200000")
    @Min(1)
    @Max(1_000_000)
    long mostAllOrNothing();

    /** How long the file of an export can be fetched, 5 minutes to 7 days. */
    @WithDefault("P1D")
    @DurationMin(minutes = 5)
    @DurationMax(days = 7)
    Duration keepExports();
}
