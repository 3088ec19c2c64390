package org.jiedui.household.publicity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Publicities in villages (domain HH-17, 5.1). */
@ConfigMapping(prefix = "jiedui.household.publicity")
public interface PublicityConfig {
    /** Least and usual days that a notice hangs, 1 to 60. */
    @WithDefault("5")
    int days();

    /** How heads of households are named: {@code FULL} or {@code MASKED}. Decided when a notice is posted. */
    @WithDefault("FULL")
    NameStyle names();

    /** Most entries of one notice, 1 to 5000. */
    @WithDefault("2000")
    int entries();
}
