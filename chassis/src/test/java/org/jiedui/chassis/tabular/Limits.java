package org.jiedui.chassis.tabular;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Limits as the configuration would give them, with some of them set. */
final class Limits {
    private Limits() {}

    static TabularLimits usual() {
        return with();
    }

    /** Pairs of name and value. */
    static TabularLimits with(String... settings) {
        var builder = new SmallRyeConfigBuilder().withMapping(TabularLimits.class);
        for (int i = 0; i < settings.length; i += 2) {
            builder.withDefaultValue("jiedui.tabular." + settings[i], settings[i + 1]);
        }
        return builder.build().getConfigMapping(TabularLimits.class);
    }
}
