package org.jiedui.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much of the contact points one account may have. */
@ConfigMapping(prefix = "jiedui.notification.contact")
public interface ContactConfig {
    /** Addresses that one account may have, verified or not, 1 to 100. */
    @WithDefault("10")
    @Min(1)
    @Max(100)
    int most();

    /** Verification codes that one account may have sent within an hour, 1 to 1000: each costs money and comes to a stranger when the address is wrong. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int codesPerHour();
}
