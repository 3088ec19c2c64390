package org.jiedui.household.quality;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/** Data-quality rules (HH-18). */
@ConfigMapping(prefix = "jiedui.household.quality")
public interface QualityConfig {
    /** Codes of rules that are not asked, by comma; goes before {@link #block} and {@link #warn}. */
    Optional<Set<QualityRule>> off();

    /** Codes of rules that refuse, by comma, beside those that do by default; goes before {@link #warn}. */
    Optional<Set<QualityRule>> block();

    /** Codes of rules that only warn although they refuse by default, by comma. */
    Optional<Set<QualityRule>> warn();

    /** Whether rules are asked on every write; the night finds the rest anyway. */
    @WithDefault("true")
    boolean onWrite();

    /** Whether rules are asked of imported households at once; otherwise the night finds them. */
    @WithDefault("true")
    boolean onImport();

    /** Whether this deployment checks everything by itself every night. */
    @WithDefault("true")
    boolean nightly();

    /** Time of the day, in the deployment's zone, from which the nightly run may start. */
    @WithDefault("01:30")
    LocalTime nightlyAt();

    /** Days for mending a warning, 1 to 365. */
    @WithDefault("15")
    int warnDays();

    /** Days for mending a blocking fault that came in by import or was there before, 1 to 365. */
    @WithDefault("3")
    int blockDays();

    /** Longest waiver in days, 1 to 3650. */
    @WithDefault("365")
    int longestWaiver();

    /** Households of one chunk of the nightly run, 10 to 5000. */
    @WithDefault("500")
    int chunk();
}
