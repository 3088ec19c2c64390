package org.jiedui.household.visit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reminders of visits. */
@ConfigMapping(prefix = "jiedui.household.visit")
public interface VisitConfig {
    /** Days after which a household in care counts as not visited in reminders, 1 to 3650; domain.md: two months. */
    @WithDefault("60")
    int reminderDays();

    /** How often reminders are looked for, at least a minute. */
    @WithDefault("PT6H")
    Duration reminderEvery();
}
