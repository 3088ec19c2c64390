package org.jiedui.notification.preference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages to persons are gathered. */
@ConfigMapping(prefix = "jiedui.notification.preference")
public interface PreferenceConfig {
    /** How long others about the same subject are waited for before a message that is not mandatory leaves, 0 to 1 h. */
    @WithDefault("PT5M")
    Duration coalesce();
}
