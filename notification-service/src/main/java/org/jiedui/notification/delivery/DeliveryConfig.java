package org.jiedui.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Deliveries to the outside. */
@ConfigMapping(prefix = "jiedui.notification.delivery")
public interface DeliveryConfig {
    /** Whether this process delivers. */
    @WithDefault("true")
    boolean enabled();

    /** How often lanes are looked at for work that other replicas enqueued, 10 ms to 10 s. */
    @WithDefault("PT0.25S")
    Duration poll();

    /** Lanes that this process empties at once, 1 to 500. */
    @WithDefault("64")
    int lanes();

    /** Attempts in flight per lane, 1 to 50. */
    @WithDefault("8")
    int parallel();

    /** Deliveries taken at once from a lane, 1 to 1 000. */
    @WithDefault("100")
    int batch();

    /**
     * How long a lane is held; no attempt begins in its last half. Longer than twice the slowest attempt, which may be that
     * of a mail: twice the time limit of the mail server.
     */
    @WithDefault("PT90S")
    Duration lease();

    /** Pause after the first failure, 10 ms to 1 h. */
    @WithDefault("PT5S")
    Duration firstPause();

    /** Longest pause, 1 s to 1 day. */
    @WithDefault("PT6H")
    Duration longestPause();

    /** Longest pause of a whole lane whose receiver is away, 1 s to 1 day. */
    @WithDefault("PT10M")
    Duration longestLanePause();

    /** After this time a delivery is parked, 1 min to 30 days. */
    @WithDefault("P3D")
    Duration retryFor();

    /** Own deliveries that failed which one account may send again within an hour, 1 to 1000: an SMS costs money. */
    @WithDefault("5")
    @Min(1)
    @Max(1000)
    int resendsPerHour();

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
