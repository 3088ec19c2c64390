package org.jiedui.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

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

    /**
     * How long the messages of an office go to the addresses of an account of which no token came that says it holds the
     * office, 1 to 366 days: whoever left logs in no more. A tenth of it is how old the last confirmation may become before
     * it is written anew.
     */
    @WithDefault("P30D")
    @DurationMin(days = 1)
    @DurationMax(days = 366)
    Duration officeLife();
}
